import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import { decodeText } from '../../common/text.ts';
import { closest } from '../../graph/document/names.ts';
import { type ParsedDocument, parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { extractDocument, graphInClip, isPng, kindOf } from '../../runtime/node.ts';
import { root } from '../access/file-access.ts';
import { carryingFile } from '../files/file-key.ts';
import { readBytes } from '../files/image-file.ts';

const folder = join(root, 'presets');

/** Names of the included presets. */
export async function presetNames(): Promise<readonly string[]> {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort();
}

/** Problem: `unknown-preset` with the nearest names. */
export async function openPreset(name: string): Promise<Result<ParsedDocument>> {
  const names = await presetNames();
  if (!names.includes(name)) {
    const hint = closest(name, names) || ` Presets: ${names.join(', ')}.`;
    return fail({ code: 'unknown-preset', message: `There is no preset "${name}".${hint}` });
  }
  return parseDocument(await readFile(join(folder, `${name}.json`), 'utf8'), catalog);
}

/** Opens a graph file, or a PNG or a clip that contains a graph. Problems of reading, of PNG and of the graph. */
export async function openGraphFile(path: string): Promise<Result<ParsedDocument>> {
  const inClip = await graphOfClip(path);
  const bytes = inClip ?? (await readBytes(path));
  if (!bytes.ok) return bytes;
  const text = typeof bytes.value === 'string' ? ok(bytes.value) : await textOf(bytes.value);
  const parsed = text.ok ? parseDocument(text.value, catalog) : text;
  if (parsed.ok) return parsed;
  return fail({ ...parsed.problem, message: `${path}: ${parsed.problem.message}` });
}

/** Undefined: the file is no clip. */
async function graphOfClip(path: string): Promise<Result<string> | undefined> {
  const file = await carryingFile(path);
  return file && graphInClip(file).catch(() => undefined);
}

async function textOf(bytes: Uint8Array): Promise<Result<string>> {
  if (isPng(bytes)) return extractDocument(bytes);
  const kind = kindOf(bytes);
  const text = kind ? '' : decodeText(bytes);
  if (!kind && !text.includes('\0')) return ok(text);
  const message = kind
    ? `This is ${kind.name}. Only PNG, GIF and WebP pictures and films can carry a graph.`
    : 'This is neither a graph nor a picture or clip that contains one.';
  const remedy = 'Name a .dream.json file, an exported PNG or an exported clip.';
  return fail({ code: 'wrong-format', message, remedy });
}
