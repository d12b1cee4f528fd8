import { claim, letGo } from '../files/temporary-files.ts';
import type { OutputFile } from '../output/output-paths.ts';
import type { JobResult } from '../output/report.ts';
import type { Series } from '../plan/plan-batch.ts';
import { giveUp, type PhotoContext } from './photo-context.ts';
import { isFinished } from './place-photo.ts';

/**
 * Draws the contact sheets of a photo, once all of its pictures have been made or given up.
 * @param isNew whether one of them was made just now.
 */
export async function makeSheets(
  series: Series,
  results: readonly JobResult[],
  sheets: readonly OutputFile[],
  { isNew, context }: { readonly isNew: boolean; readonly context: PhotoContext },
): Promise<void> {
  const { options, terminal, local } = context;
  const open: OutputFile[] = [];
  for (const sheet of sheets) if (isNew || !(await isFinished(sheet))) open.push(sheet);
  const claimed = open.filter(({ path }) => claim(path));
  if (claimed.length === 0 || results.every(({ saved }) => saved.length === 0)) return;
  // With its fonts it is loaded only when there is a sheet to draw.
  const { saveSheets } = await import('../sheet/save-sheets.ts');
  const drawn = await saveSheets(series, results, claimed, {
    backend: local.report.backend,
    onSaved: (path) => {
      if (!options.quiet) terminal.stderr.write(`${path}\n`);
    },
  });
  for (const { path } of claimed) letGo(path);
  const [first] = claimed;
  if (!drawn.ok) giveUp({ name: first?.path ?? '', problem: drawn.problem, pictures: 0 }, context);
}
