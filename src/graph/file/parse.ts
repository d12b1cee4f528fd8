import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Catalog } from '../definition/definition.ts';
import { type Document, documentFormat, documentVersion } from '../document/document.ts';
import { isJsonObject, type Json, type JsonObject } from '../document/json.ts';
import { documentSchema } from '../document/schema.ts';
import { inspectDocument } from './inspect.ts';
import { migrate } from './migrate.ts';
import { repairIds } from './repair-ids.ts';
import { repairTracks } from './repair-tracks.ts';
import { describeIssues } from './schema-issues.ts';
import { jsonLimits, readStrictJson } from './strict-json.ts';
import { upgradeNodes } from './upgrade-nodes.ts';

export interface ParsedDocument {
  readonly document: Document;
  /** What does not work as it stands, or was mended. None of it is lost by saving. */
  readonly warnings: readonly Problem[];
}

/**
 * The one way in for everything from outside: files, pictures, links, the clipboard, storage.
 * Never throws. Nothing that it does not understand is dropped: unknown fields, node types and
 * parameters and dangling edges stay. Only ids that come twice are changed.
 *
 * @param input the text of a graph file, or the JSON value.
 * @param catalog node types; with it, old nodes are brought up to date and the graph is inspected.
 *
 * Errors: `empty-document`, `not-json`, `too-big`, `wrong-format`, `newer-version`, `bad-document`.
 */
export function parseDocument(input: unknown, catalog?: Catalog): Result<ParsedDocument> {
  const json = typeof input === 'string' ? readText(input) : readStrictJson(input);
  if (!json.ok) return json;
  const current = readFormat(json.value);
  if (!current.ok) return current;
  const parsed = documentSchema.safeParse(current.value);
  if (!parsed.success) {
    return fail({
      code: 'bad-document',
      message: describeIssues(parsed.error.issues),
      remedy: 'Correct the file or open another.',
    });
  }
  const named = repairIds(parsed.data);
  const repaired = repairTracks(named.document);
  const upgraded = catalog ? upgradeNodes(repaired.document, catalog) : repaired;
  const warnings = catalog ? inspectDocument(upgraded.document, catalog) : [];
  const mended = [...named.warnings, ...repaired.warnings, ...(catalog ? upgraded.warnings : [])];
  return ok({ document: upgraded.document, warnings: [...mended, ...warnings] });
}

function readText(text: string): Result<Json> {
  if (text.length > jsonLimits.characters) {
    return fail({
      code: 'too-big',
      message: `The graph is longer than ${jsonLimits.characters} characters.`,
      remedy: 'Open another file.',
    });
  }
  if (text.trim() === '') {
    const message = 'This is not a graph: it is empty.';
    return fail({ code: 'empty-document', message, remedy: 'Open a whole .dream.json file.' });
  }
  try {
    // Some editors begin a file with a byte order mark.
    return readStrictJson(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const detail = error instanceof SyntaxError ? ` (${error.message})` : '';
    return fail({
      code: 'not-json',
      message: `This is not a graph: the text is not JSON${detail}.`,
      remedy: 'Open a .dream.json file, or correct the text.',
    });
  }
}

/** Checks `format` and `version`, and brings older versions up to date. */
function readFormat(json: Json): Result<JsonObject> {
  if (!isJsonObject(json)) return wrongFormat('it is not a JSON object');
  const { format, version } = json;
  if (format === undefined) return wrongFormat('it has no "format"');
  if (format !== documentFormat) return wrongFormat(`its "format" is ${short(format)}`);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    return wrongFormat(`its "version" is ${short(version)}, not a whole number`);
  }
  if (version > documentVersion) {
    return fail({
      code: 'newer-version',
      message: `This graph was saved by a newer Dreamgraph (format version ${version}; this one reads up to ${documentVersion}).`,
      remedy: 'Update Dreamgraph to open it.',
    });
  }
  return ok(migrate(json, version));
}

function wrongFormat(reason: string): Result<never> {
  return fail({
    code: 'wrong-format',
    message: `This is not a Dreamgraph graph: ${reason}.`,
    remedy: `Open a file that begins with {"format": "${documentFormat}", "version": ${documentVersion}}.`,
  });
}

function short(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
