import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ok } from '../../src/common/result.ts';
import type { Network } from '../../src/engine/network/network.ts';
import type { Size } from '../../src/engine/picture/picture.ts';
import type { Program } from '../../src/engine/programs/program.ts';
import { compileSimdProgram } from '../../src/engine/programs/simd/simd-program.ts';
import {
  type KernelOptions,
  loadKernels,
} from '../../src/engine/programs/simd/workspace/load-kernels.ts';
import { Workspace } from '../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { allowRelaxedSimd, threadSpawner } from '../../src/runtime/node/wasm.ts';
import { threadScript } from '../../test/pool-thread.ts';
import type { Contender } from '../measure.ts';
import { findPyTorch } from '../peers/pytorch.ts';
import { layers, programStep, randomPicture, timedStep } from '../workload.ts';

export interface Contestants {
  /** PyTorch's version; its contenders are missing where there is none. */
  readonly pytorch: string | null;
  at(size: Size): {
    readonly tfjsOps: Contender;
    readonly kernels: Contender;
    readonly kernelsPlainSimd: Contender;
    readonly kernels2Threads: Contender;
    readonly pytorchStock?: Contender;
    readonly pytorchTuned?: Contender;
    readonly pytorchStock2Threads?: Contender;
    readonly pytorchTuned2Threads?: Contender;
  };
  close(): void;
}

/** The contenders that take a gradient step on wasm or in PyTorch, by default on one thread. */
export async function openContestants(network: Network): Promise<Contestants> {
  const pytorch = findPyTorch();
  const tfjs = taken(compileTfjsProgram(network, layers));
  const one = await onKernels(network, {});
  const plain = await onKernels(network, { deterministic: true });
  const threads = { count: 2, spawn: threadSpawner(threadScript) };
  const two = await onKernels(network, { threads });
  return {
    pytorch: pytorch?.version ?? null,
    at: (size) => {
      const image = randomPicture(size.width, size.height);
      const step = (program: Program) => () => timedStep(() => programStep(program, image));
      const torch = (tuned: boolean, threads: number) => () =>
        pytorch?.step(size, { tuned, threads }) ?? Number.NaN;
      return {
        tfjsOps: step(tfjs),
        kernels: step(one.program),
        kernelsPlainSimd: step(plain.program),
        kernels2Threads: async () => {
          // The other thread goes back to its messages.
          await setImmediate();
          return step(two.program)();
        },
        ...(pytorch && {
          pytorchStock: torch(false, 1),
          pytorchTuned: torch(true, 1),
          pytorchStock2Threads: torch(false, 2),
          pytorchTuned2Threads: torch(true, 2),
        }),
      };
    },
    close: () => {
      pytorch?.stop();
      for (const { close } of [one, plain, two]) close();
    },
  };
}

/** The program on our own kernels. */
export async function onKernels(
  network: Network,
  options: KernelOptions,
  wanted: readonly string[] = layers,
) {
  allowRelaxedSimd();
  const space = new Workspace(await kernels(options));
  const program = taken(compileSimdProgram(network, wanted, space));
  return { program, close: () => space.close() };
}

async function kernels(options: KernelOptions) {
  const folder = new URL('../../assets/kernels/', import.meta.url);
  const read = async (file: string) => ok(await readFile(new URL(file, folder)));
  return taken(await loadKernels({ read }, options));
}

export function taken<T>(
  result: { ok: true; value: T } | { ok: false; problem: { message: string } },
): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
