import { fail, ok, type Result } from '../../common/result.ts';
import { embedDocument } from '../../runtime/node.ts';
import { reasonOf } from '../files/system-error.ts';
import { writeAtomically } from '../files/write-file.ts';
import type { OutputFile } from '../output/output-paths.ts';
import type { JobResult } from '../output/report.ts';
import type { Series } from '../plan/plan-batch.ts';
import { describeSheet } from './describe-sheet.ts';
import { drawSheet } from './draw-sheet.ts';

interface SheetOptions {
  readonly backend: string;
  readonly onSaved: (path: string) => void;
}

/**
 * Writes a contact sheet of a series for each target that has a file for it. It contains the graph with
 * all its variants.
 */
export async function saveSheets(
  series: Series,
  results: readonly JobResult[],
  outputs: readonly OutputFile[],
  { backend, onSaved }: SheetOptions,
): Promise<Result<void>> {
  for (const { node, path, graph, key } of outputs) {
    const sheet = describeSheet(series, results, node, backend);
    const files = results.map(({ saved }) => saved.find((picture) => picture.node === node)?.path);
    if (files.every((file) => file === undefined)) continue;
    const drawn = await draw(sheet, files);
    if (!drawn.ok) return drawn;
    const png = graph === null ? drawn : await embedDocument(drawn.value, graph, { key });
    const written = png.ok ? await writeAtomically(path, png.value) : png;
    if (!written.ok) return written;
    onSaved(path);
  }
  return ok(undefined);
}

/** Reads the pictures from their files again. May fail, because they may have been moved. */
async function draw(...[sheet, files]: Parameters<typeof drawSheet>): Promise<Result<Uint8Array>> {
  try {
    return ok(await drawSheet(sheet, files));
  } catch (error) {
    const message = `The contact sheet could not be drawn: ${reasonOf(error)}. The pictures themselves were written.`;
    return fail({ code: 'sheet', message });
  }
}
