import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile, type RgbaPicture } from '../../runtime/browser.ts';
import { worker } from '../run/worker.ts';

export interface SmallResult {
  readonly picture: RgbaPicture;
  /** Of each step, by its node. */
  readonly ms: ReadonlyMap<string, number>;
}

/**
 * Runs a small graph beside the one that is open, and tells nobody.
 * @param onProgress the share that is done, in [0, 1]. Problem `aborted`, and those of the run.
 */
export async function runSmall(
  document: Document,
  target: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void = () => {},
): Promise<Result<SmallResult>> {
  const environment = await worker().environment(document);
  if (!environment.ok) return environment;
  if (signal.aborted) return fail(aborted);
  const options = { environment: environment.value, targets: [target] };
  const { plan, errors } = compile(document, catalog, options);
  if (errors[0]) return fail(errors[0]);
  let problem: Problem | undefined;
  const handle = worker().run(plan, (event) => {
    if (event.kind === 'progress') onProgress(event.fraction);
    if (event.kind === 'step-failed') problem ??= event.problem;
  });
  const cancel = () => handle.cancel();
  signal.addEventListener('abort', cancel);
  const result = await handle.finished;
  signal.removeEventListener('abort', cancel);
  if (!result.ok) return result;
  const { report, pictures } = result.value;
  const picture = pictures[0]?.picture;
  if (signal.aborted || report.end === 'cancelled') return fail(aborted);
  if (!picture) return fail(problem ?? nothingMade);
  return ok({ picture, ms: new Map(report.steps.map(({ node, ms }) => [node, ms])) });
}

const aborted: Problem = { code: 'aborted', message: 'Stopped.' };
const nothingMade: Problem = { code: 'no-picture', message: 'No picture came of it.' };
