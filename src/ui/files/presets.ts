import type { Document } from '../../graph/document/document.ts';
import { readPreset } from './read-graph.ts';

export interface Preset {
  /** The name of its file. */
  readonly id: string;
  readonly document: Document;
}

const files = import.meta.glob('../../../presets/*.json', { eager: true, import: 'default' });

/** What is shown first; the others follow by name. */
const first = ['deepdream', 'two-networks', 'coil', 'fan', 'guided-deepdream', 'deepstyle'];

/** The graphs that come with the app, of which the page begins with the first alone, in the order of the gallery. */
export const presets: readonly Preset[] = Object.entries(files)
  .flatMap(([path, json]): readonly Preset[] => {
    const id = path.replace(/^.*\/|\.json$/g, '');
    const document = readPreset(json);
    return document ? [{ id, document }] : [];
  })
  .sort((a, b) => rank(a) - rank(b) || a.document.name.localeCompare(b.document.name));

function rank({ id }: Preset): number {
  const at = first.indexOf(id);
  return at < 0 ? first.length : at;
}

const pictures = import.meta.glob<string>('../../../presets/*.{jpg,webp,png}', {
  eager: true,
  import: 'default',
  query: '?url',
});

/** The picture a preset made. */
export function presetPicture(id: string): string | undefined {
  return Object.entries(pictures).find(([path]) => path.replace(/^.*\/|\.\w+$/g, '') === id)?.[1];
}
