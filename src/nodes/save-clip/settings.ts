import type { ParamValues } from '../../graph/document/document.ts';
import { readValue } from '../_params/read-value.ts';
import { saveClip } from './definition.ts';

export type ClipFormat = 'mp4' | 'webm' | 'gif' | 'webp' | 'png';

export interface ClipSettings {
  /** File name without the extension, as typed. */
  readonly name: string;
  readonly format: ClipFormat;
  /** 1 to 100. GIF and PNG have none. */
  readonly quality: number;
  /** Whether the sound of the clip that was loaded comes along. */
  readonly sound: boolean;
  /** Whether the file contains its graph. */
  readonly metadata: boolean;
}

/**
 * How a host writes the clip of a node: by the values of Save Clip, and by its defaults where a value
 * is missing or does not fit, or the node is of another type.
 */
export function clipSettings(params: ParamValues): ClipSettings {
  const { name, format, quality, sound, metadata } = saveClip.params;
  return {
    name: readValue(params, 'name', name),
    format: readValue(params, 'format', format),
    quality: readValue(params, 'quality', quality),
    sound: readValue(params, 'sound', sound),
    metadata: readValue(params, 'metadata', metadata),
  };
}
