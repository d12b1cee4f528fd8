import type { Document } from '../../graph/document.ts';
import { isJsonObject } from '../../graph/json.ts';
import { assetUrl } from '../files/assets.ts';

const made = import.meta.glob<string>('../../../presets/*.{jpg,webp,png}', {
  eager: true,
  import: 'default',
  query: '?url',
});

/** The picture a preset made; until there is one, the photo it starts from. */
export function presetPicture(id: string, document: Document): string | undefined {
  const own = Object.entries(made).find(([path]) => path.replace(/^.*\/|\.\w+$/g, '') === id);
  return own?.[1] ?? photoOf(document);
}

function photoOf({ nodes }: Document): string | undefined {
  for (const { type, params } of nodes) {
    const file = params.file;
    if (type === 'load-image' && isJsonObject(file) && file.from === 'bundled') {
      return assetUrl(`samples/${file.name}.jpg`);
    }
  }
  return undefined;
}
