import { fail, ok, type Result } from '../../common/result.ts';
import { serialiseDocument } from '../../graph/serialise.ts';
import { embedDocument } from '../../runtime/index.ts';
import type { Series } from '../plan-batch.ts';
import { type Ended, type Surroundings, tellPaths } from '../run-job.ts';
import { reasonOf } from '../system-error.ts';
import { writeAtomically } from '../write-file.ts';
import { describeSheet } from './describe-sheet.ts';
import { drawSheet } from './draw-sheet.ts';

/**
 * Writes a contact sheet of a series for each target that has a path. It carries the graph with all
 * its variants.
 */
export async function saveSheets(
  series: Series,
  ended: readonly Ended[],
  paths: ReadonlyMap<string, string>,
  { local, options, terminal }: Surroundings,
): Promise<Result<void>> {
  for (const [node, path] of paths) {
    const sheet = describeSheet(series, ended, node, local.report.backend);
    const files = ended.map(({ saved }) => saved.find((picture) => picture.node === node)?.path);
    if (files.every((file) => file === undefined)) continue;
    const drawn = await draw(sheet, files);
    if (!drawn.ok) return drawn;
    const json = serialiseDocument(series.document, { compact: true });
    const png = options.metadata ? await embedDocument(drawn.value, json) : drawn;
    const written = png.ok ? await writeAtomically(path, png.value) : png;
    if (!written.ok) return written;
    if (!options.quiet) tellPaths([{ path }], terminal);
  }
  return ok(undefined);
}

/** The pictures are read from their files again, which may have been moved meanwhile. */
async function draw(...[sheet, files]: Parameters<typeof drawSheet>): Promise<Result<Uint8Array>> {
  try {
    return ok(await drawSheet(sheet, files));
  } catch (error) {
    const message = `The contact sheet could not be drawn: ${reasonOf(error)}. The pictures themselves are written.`;
    return fail({ code: 'sheet', message });
  }
}
