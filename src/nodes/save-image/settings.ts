import type { ParamValues } from '../../graph/document/document.ts';
import { readValue } from '../_params/read-value.ts';
import { saveImage } from './definition.ts';

export interface SaveSettings {
  /** File name without the extension, as typed. */
  readonly name: string;
  readonly format: 'png' | 'jpeg' | 'webp';
  /** 1 to 100, for JPEG and WebP. */
  readonly quality: number;
  /** Whether a PNG contains its graph. */
  readonly metadata: boolean;
}

/**
 * How a host writes the picture of a node: by the values of Save Image, and by its defaults where a
 * value is missing or does not fit, or the node is of another type.
 */
export function saveSettings(params: ParamValues): SaveSettings {
  const { name, format, quality, metadata } = saveImage.params;
  return {
    name: readValue(params, 'name', name),
    format: readValue(params, 'format', format),
    quality: readValue(params, 'quality', quality),
    metadata: readValue(params, 'metadata', metadata),
  };
}
