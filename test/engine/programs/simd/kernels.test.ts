import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../../src/common/result.ts';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import type { Ir } from '../../../../src/engine/network/ir.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { type MemoryPlan, planMemory } from '../../../../src/engine/programs/simd/memory-plan.ts';
import { prepare } from '../../../../src/engine/programs/simd/passes.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import { CallList } from '../../../../src/engine/programs/simd/threads/call-list.ts';
import { loadKernels } from '../../../../src/engine/programs/simd/workspace/load-kernels.ts';
import { PackedWeights } from '../../../../src/engine/programs/simd/workspace/packed-weights.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { embedded } from '../../network/embedded.ts';
import { openWorkspace } from './kernels.ts';
import { numbers } from './random-network.ts';

describe('loading', () => {
  test('without SIMD is a problem, not an exception', async () => {
    const source = { read: async () => ok(Uint8Array.of(0, 1, 2)) };
    expect(await loadKernels(source)).toMatchObject({
      ok: false,
      problem: { code: 'kernels-unsupported' },
    });
  });

  test('hands on what the source has to say', async () => {
    const problem = { code: 'network-file', message: 'There is no such file.' };
    expect(await loadKernels({ read: async () => fail(problem) })).toEqual({ ok: false, problem });
  });

  test('takes plain SIMD only where results must not depend on the machine', async () => {
    const asked: string[] = [];
    const read = async (file: string) => {
      asked.push(file);
      return ok(Uint8Array.of(0));
    };
    await loadKernels({ read }, { deterministic: true });
    expect(asked).toEqual(['simd.wasm']);
  });
});

describe('max pooling', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    await useBackend('cpu');
    workspace = await openWorkspace();
  });

  const inThreeChannels = (values: readonly number[]) => values.flatMap((v) => [v, v, v]);

  /** Of a picture 2 x 4, the same in each channel, pooled 2 x 2, with cotangents 1 and 2. */
  const gradientOf = (values: readonly number[]) => {
    const ir: Ir = [
      { name: 'x', inputs: [], op: 'input', channels: 3 },
      {
        ...{ name: 'y', inputs: ['x'], op: 'pool', kind: 'max', size: [2, 2], strides: [2, 2] },
        padding: 'valid',
      },
    ];
    const network: Network = { name: 'Pool', hash: '', range: { scale: 1, offset: 0 }, ir };
    const program = compileSimdProgram(network, ['y'], workspace);
    if (!program.ok) throw new Error(program.problem.message);
    return tf.tidy(() => {
      const x = tf.tensor4d(inThreeChannels(values), [1, 2, 4, 3]);
      const cotangents = () => new Map([['y', tf.tensor4d(inThreeChannels([1, 2]), [1, 1, 2, 3])]]);
      const gradient = [...program.value.gradient(x, cotangents).dataSync()];
      expect(gradient).toEqual(inThreeChannels(gradient.filter((_, i) => i % 3 === 0)));
      return gradient.filter((_, i) => i % 3 === 0);
    });
  };

  test.each([
    ['a flat picture', [3, 3, 3, 3, 3, 3, 3, 3], [1, 0, 2, 0, 0, 0, 0, 0]],
    ['ties away from the corner', [1, 5, 0, 0, 5, 5, 0, 7], [0, 1, 0, 0, 0, 0, 0, 2]],
    ['negative values', [-1, -5, -4, -3, -2, -1, -3, -9], [1, 0, 0, 2, 0, 0, 0, 0]],
  ])('of %s gives the gradient to the first maximum', (_, values, expected) => {
    expect(gradientOf(values)).toEqual(expected);
  });
});

/** What threads rest on: units may be dealt out in any way. */
test('any split of the work gives the same bits', async () => {
  const network = await embedded('inception-v3');
  const workspace = await openWorkspace();
  const layers = ['mixed3'];
  const weights = new PackedWeights(workspace);
  const size = { height: 97, width: 102, direction: 'both', threads: 1 } as const;
  const plan = planMemory(prepare(network.ir, layers), layers, weights, size);
  const whole = passes(workspace, plan, (units) => [0, units]);
  const split = passes(workspace, plan, (units) => [
    0,
    Math.ceil(units / 3),
    Math.ceil(units / 2),
    units,
  ]);
  expect(split).toEqual(whole);
});

function passes(
  workspace: Workspace,
  plan: MemoryPlan,
  cuts: (units: number) => number[],
): Float32Array {
  const { image, back } = plan;
  if (!back) throw new Error('The plan is for both directions.');
  return workspace.withArena(plan.arenaBytes, (arena) => {
    workspace.floats(arena + image.offset, image.length).set(numbers(image.length, 1));
    for (const { offset, length } of back.cotangents.values()) {
      workspace.floats(arena + offset, length).set(numbers(length, 2));
    }
    const list = new CallList([...plan.forward, ...back.calls]);
    for (const { run, units } of workspace.bind(list, arena)) {
      const at = cuts(units);
      for (let i = 1; i < at.length; i++) run(at[i - 1] as number, at[i] as number);
    }
    return workspace.floats(arena + back.gradient.offset, back.gradient.length).slice();
  });
}
