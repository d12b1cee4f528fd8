import type { Document } from '../../graph/document/document.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';

export interface Preset {
  /** The name of its file. */
  readonly id: string;
  readonly document: Document;
}

const files = import.meta.glob('../../../presets/*.json', { eager: true, import: 'default' });

/** What is shown first; the others follow by name. */
const first = ['deepdream', 'two-networks', 'coil', 'fan', 'guided-deepdream', 'deepstyle'];

/** The graphs that come with the app, in the order of the gallery. */
export const presets: readonly Preset[] = Object.entries(files)
  .flatMap(([path, json]): readonly Preset[] => {
    const id = path.replace(/^.*\/|\.json$/g, '');
    const parsed = parseDocument(json, catalog);
    if (!parsed.ok) return [];
    // Windows differ, so a preset opens whole, whatever view it was left with.
    return [{ id, document: { ...parsed.value.document, view: { x: 0, y: 0, zoom: 1 } } }];
  })
  .sort((a, b) => rank(a) - rank(b) || a.document.name.localeCompare(b.document.name));

function rank({ id }: Preset): number {
  const at = first.indexOf(id);
  return at < 0 ? first.length : at;
}
