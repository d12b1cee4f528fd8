import { dispose, env, getBackend, tidy } from '@tensorflow/tfjs-core';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { readNumbers } from '../../tensors/read.ts';
import { type CheckName, checks } from './checks.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import { knownAnswers } from './known-answers.ts';

/**
 * Allowed deviation, relative to the RMS of the right answer. float32 stays below 1e-5 on every
 * backend; half precision, which loses the small gradients of a mean, is at 1e-3 and more.
 */
const tolerance = 2e-4;

/**
 * Computes known answers on the current backend. A GPU can be fast and wrong: drivers miscompile
 * shaders, and half-float textures flush small gradients to zero.
 * @returns the first operation that fails or is wrong, as a problem with code `backend-op-failed`
 *   or `backend-wrong`.
 */
export async function selfTest(): Promise<Result<void>> {
  return onTheDevice(async () => {
    for (const [name, run] of Object.entries(checks) as [CheckName, () => never][]) {
      const problem = await check(name, run);
      if (problem !== null) return fail(problem);
    }
    return ok(undefined);
  });
}

async function check(name: CheckName, run: (typeof checks)[CheckName]): Promise<Problem | null> {
  try {
    const output = tidy(run);
    const values = await readNumbers(output);
    dispose(output);
    return compare(name, knownAnswers[name], fingerprint(values));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      code: 'backend-op-failed',
      message: `The ${getBackend()} backend cannot compute "${name}" here (${reason}), so it is not used.`,
    };
  }
}

function compare(name: CheckName, expected: Fingerprint, got: Fingerprint): Problem | null {
  const pairs: readonly (readonly [number, number])[] = [
    ...expected.probes.map((value, i) => [value, got.probes[i] ?? Number.NaN] as const),
    [expected.projection, got.projection],
    [expected.rms, got.rms],
  ];
  const allowed = tolerance * expected.rms;
  const wrong = pairs.find(([want, have]) => !(Math.abs(have - want) <= allowed));
  if (wrong === undefined) return null;
  const [want, have] = wrong.map((value) => value.toPrecision(5));
  return {
    code: 'backend-wrong',
    message: `The ${getBackend()} backend computes "${name}" wrongly on this machine (expected ${want}, got ${have}), so it is not used.`,
  };
}

/** Small tensors are otherwise computed on the CPU, and the GPU goes untested. */
async function onTheDevice<T>(work: () => Promise<T>): Promise<T> {
  const flag = { webgl: 'WEBGL_CPU_FORWARD', webgpu: 'WEBGPU_CPU_FORWARD' }[getBackend()];
  if (flag === undefined) return work();
  const before = env().getBool(flag);
  env().set(flag, false);
  try {
    return await work();
  } finally {
    env().set(flag, before);
  }
}
