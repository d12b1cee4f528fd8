import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { ok } from '../../src/common/result.ts';
import { compileProgram } from '../../src/engine/network/compile.ts';
import type { Network } from '../../src/engine/network/network.ts';
import type { Program } from '../../src/engine/network/program.ts';
import type { Size } from '../../src/engine/picture/picture.ts';
import { compileSimdProgram } from '../../src/engine/simd/compile.ts';
import { type KernelOptions, loadKernels } from '../../src/engine/simd/kernels.ts';
import { Workspace } from '../../src/engine/simd/workspace.ts';
import { allowRelaxedSimd } from '../../src/runtime/node/relaxed-simd.ts';
import { memberSpawner } from '../../src/runtime/node/spawn-member.ts';
import { crewMember } from '../../test/crew-member.ts';
import type { Contender } from '../measure.ts';
import { findPyTorch } from '../peers/pytorch.ts';
import { layers, programStep, randomPicture, timedStep } from '../workload.ts';

export interface Contestants {
  /** PyTorch's version; its contenders are missing where there is none. */
  readonly pytorch: string | null;
  readonly programs: { readonly tfjsOps: Program; readonly kernels: Program };
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

/** Everyone who takes a gradient step on wasm or in PyTorch, on one thread unless told. */
export async function openContestants(network: Network): Promise<Contestants> {
  allowRelaxedSimd();
  const pytorch = findPyTorch();
  const spaces: Workspace[] = [];
  const onKernels = async (options: KernelOptions): Promise<Program> => {
    const space = new Workspace(await kernels(options));
    spaces.push(space);
    return taken(compileSimdProgram(network, layers, space));
  };
  const tfjs = taken(compileProgram(network, layers));
  const one = await onKernels({});
  const plain = await onKernels({ deterministic: true });
  const two = await onKernels({ threads: { count: 2, spawn: memberSpawner(crewMember) } });
  return {
    pytorch: pytorch?.version ?? null,
    programs: { tfjsOps: tfjs, kernels: one },
    at: (size) => {
      const image = randomPicture(size.width, size.height);
      const step = (program: Program) => () => timedStep(() => programStep(program, image));
      const torch = (tuned: boolean, threads: number) => () =>
        pytorch?.step(size, { tuned, threads }) ?? Number.NaN;
      return {
        tfjsOps: step(tfjs),
        kernels: step(one),
        kernelsPlainSimd: step(plain),
        kernels2Threads: async () => {
          // The other thread goes back to its messages.
          await setImmediate();
          return step(two)();
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
      for (const space of spaces) space.close();
    },
  };
}

async function kernels(options: KernelOptions) {
  const folder = new URL('../../assets/kernels/', import.meta.url);
  const read = async (file: string) => ok(await readFile(new URL(file, folder)));
  return taken(await loadKernels({ read }, options));
}

function taken<T>(result: { ok: true; value: T } | { ok: false; problem: { message: string } }): T {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
