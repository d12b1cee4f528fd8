import type { Document } from '../../graph/document/document.ts';
import { isJsonObject } from '../../graph/document/json.ts';
import { assetUrl } from '../kit/assets.ts';

const made = import.meta.glob<string>('../../../presets/*.{jpg,webp,png}', {
  eager: true,
  import: 'default',
  query: '?url',
});

/** The picture a preset made. */
export function presetPicture(id: string): string | undefined {
  return Object.entries(made).find(([path]) => path.replace(/^.*\/|\.\w+$/g, '') === id)?.[1];
}

/** The photographs it starts from. */
export function presetPhotos({ nodes }: Document): readonly string[] {
  return nodes.flatMap(({ type, params: { file } }) =>
    type === 'load-image' && isJsonObject(file) && file.from === 'bundled'
      ? assetUrl(`samples/${file.name}.jpg`)
      : [],
  );
}
