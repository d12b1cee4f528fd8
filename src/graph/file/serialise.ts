import { type Document, documentVersion } from '../document/document.ts';
import { isJsonObject, type Json } from '../document/json.ts';

/** Keys in the order in which people read them; all others follow in alphabetical order. */
const firstKeys = [
  'format',
  'id',
  'type',
  'version',
  'name',
  'title',
  'description',
  'label',
  'state',
  'frame',
  'position',
  'size',
  'from',
  'to',
  'node',
  'output',
  'input',
  'param',
  'keys',
  'colour',
  'text',
  'params',
  'nodes',
  'edges',
  'sequence',
  'tracks',
  'frames',
  'notes',
  'variants',
  'sweeps',
  'axes',
  'exposed',
  'view',
  'x',
  'y',
  'width',
  'height',
  'zoom',
];
const rank = new Map(firstKeys.map((key, index) => [key, index]));

export interface SerialiseOptions {
  /** On one line without spaces, for pictures and links. */
  readonly compact?: boolean;
}

/**
 * The oldest version that says all that is in the document: a still is saved as version 1, which apps
 * of before films open too, and its file stays as it was.
 */
function savedVersion({ sequence, tracks, variants }: Document): number {
  const moves = sequence || tracks || variants.some((variant) => variant.tracks);
  return moves ? documentVersion : 1;
}

/**
 * The document as strict JSON. Equal documents give equal text, whatever the order in which their
 * keys were set, so that files compare line by line.
 * Throws when the document holds what JSON cannot: commands and `parseDocument` never let it in.
 */
export function serialiseDocument(document: Document, options: SerialiseOptions = {}): string {
  const saved = { ...document, version: savedVersion(document) };
  const ordered = inOrder(saved as unknown as Json, '');
  return options.compact ? JSON.stringify(ordered) : `${write(ordered, '')}\n`;
}

function inOrder(value: Json, path: string): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new Error(`The document holds ${value} at ${path}.`);
  }
  if (Array.isArray(value)) return value.map((entry, index) => inOrder(entry, `${path}[${index}]`));
  if (!isJsonObject(value)) return value;
  const known = path.endsWith('.params') ? noRank : rank;
  const entries = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => compareKeys(a, b, known))
    .map(([key, member]) => [key, inOrder(member, `${path}.${key}`)]);
  return Object.fromEntries(entries);
}

const noRank: ReadonlyMap<string, number> = new Map();

function compareKeys(a: string, b: string, known: ReadonlyMap<string, number>): number {
  const byRank = (known.get(a) ?? known.size) - (known.get(b) ?? known.size);
  return byRank || (a < b ? -1 : 1);
}

/** Columns, as of the formatter that also goes over presets. */
const width = 100;

/**
 * Indented by two, with everything on one line that fits there.
 * @param used columns that stand before the value or after it on its line.
 */
function write(value: Json, indent: string, used = width): string {
  const line = writeLine(value, width - used);
  if (line !== undefined) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    const entries = value.map((entry) => inner + write(entry, inner, inner.length + 1));
    return `[\n${entries.join(',\n')}\n${indent}]`;
  }
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const members = Object.entries(value).map(([key, member]) => {
      const start = `${inner}${JSON.stringify(key)}: `;
      return start + write(member, inner, start.length + 1);
    });
    return `{\n${members.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value);
}

/** The value on one line, or undefined as soon as it is clear that it needs more than `room`. */
function writeLine(value: Json, room: number): string | undefined {
  if (room < 0) return undefined;
  if (Array.isArray(value)) return joinLine('[', value, ']', room, () => '');
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const keys = Object.keys(value);
    const label = (index: number) => `${JSON.stringify(keys[index])}: `;
    return joinLine('{ ', Object.values(value), ' }', room, label);
  }
  const text = JSON.stringify(value);
  return text.length <= room ? text : undefined;
}

function joinLine(
  open: string,
  parts: readonly Json[],
  close: string,
  room: number,
  label: (index: number) => string,
): string | undefined {
  let line = open;
  for (const [index, part] of parts.entries()) {
    line += `${index === 0 ? '' : ', '}${label(index)}`;
    const written = writeLine(part, room - line.length - close.length);
    if (written === undefined) return undefined;
    line += written;
  }
  line += close;
  return line.length <= room ? line : undefined;
}
