import { dropKernels } from './current-kernels.ts';
import { unloadBackend } from './load.ts';
import { measure } from './measure.ts';
import type { BackendName } from './names.ts';
import { type BackendOptions, type Trial, tryBackend } from './use-backend.ts';

/**
 * Tests and times a backend: up to several seconds of work. It is not current afterwards.
 * @param bar the time to beat, milliseconds: a backend that is far from it is timed less well.
 */
export async function timeBackend(
  name: BackendName,
  bar: number,
  options: BackendOptions = {},
): Promise<Trial> {
  const trial = await tryBackend(name, options);
  const timed = trial.outcome === 'passed' ? { ...trial, milliseconds: await measure(bar) } : trial;
  unloadBackend(name);
  dropKernels();
  return timed;
}
