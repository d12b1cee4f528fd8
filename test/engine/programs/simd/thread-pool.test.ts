import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import type { Network } from '../../../../src/engine/network/network.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import { countersOf } from '../../../../src/engine/programs/simd/threads/call-list.ts';
import { Control } from '../../../../src/engine/programs/simd/threads/control.ts';
import type {
  PoolMessage,
  PoolThread,
  SpawnThread,
} from '../../../../src/engine/programs/simd/threads/message.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { threadSpawner } from '../../../../src/runtime/node/wasm.ts';
import { threadScript } from '../../../pool-thread.ts';
import { embedded } from '../../network/embedded.ts';
import { openWorkspace } from './kernels.ts';
import { numbers } from './random-network.ts';

let network: Network;
const opened: Workspace[] = [];

beforeAll(async () => {
  await useBackend('cpu');
  network = await embedded('inception-v3');
});
afterEach(() => {
  for (const workspace of opened.splice(0)) workspace.close();
});

async function open(count: number, spawn: SpawnThread): Promise<Workspace> {
  const workspace = await openWorkspace({ threads: { count, spawn } });
  opened.push(workspace);
  return workspace;
}

function gradients(workspace: Workspace, sides: readonly number[]): Float32Array[] {
  const program = compileSimdProgram(network, ['mixed2'], workspace);
  if (!program.ok) throw new Error(program.problem.message);
  const found = sides.map((side) =>
    tf.tidy(() => {
      const image = tf.tensor4d(numbers(side * side * 3, side), [1, side, side, 3]);
      const cotangents = (activations: ReadonlyMap<string, tf.Tensor4D>) =>
        new Map([...activations].map(([name, a]) => [name, tf.clone(a)]));
      return Float32Array.from(program.value.gradient(image, cotangents).dataSync());
    }),
  );
  program.value.dispose();
  return found;
}

const sides = [79, 96, 79, 120];

test('several threads give the bits of one, at sizes that come and go', async () => {
  const alone = gradients(await openWorkspace(), sides);
  const together = await open(3, threadSpawner(threadScript));
  expect(gradients(together, sides)).toEqual(alone);
  const before = together.joined;
  await expect
    .poll(() => {
      expect(gradients(together, sides)).toEqual(alone);
      return together.joined - before;
    }, patient)
    .toBeGreaterThan(6);
});

/** Threads come when the machine has time for them. */
const patient = { timeout: 60_000 };

test('a pool told to use one thread does all alone, and all with more again', async () => {
  const workspace = await open(2, threadSpawner(threadScript));
  await expect
    .poll(() => {
      gradients(workspace, [79]);
      return workspace.joined;
    }, patient)
    .toBeGreaterThan(0);
  workspace.useThreads(1);
  gradients(workspace, [79]);
  // Whoever had begun before has left by now.
  const before = workspace.joined;
  gradients(workspace, [79, 96]);
  expect(workspace.joined).toBe(before);
  workspace.useThreads(2);
  await expect
    .poll(() => {
      gradients(workspace, [79]);
      return workspace.joined;
    }, patient)
    .toBeGreaterThan(before);
});

describe('a helping thread', () => {
  test('that never comes is not waited for', async () => {
    const absent: PoolThread = { post: () => {}, end: () => {} };
    const workspace = await open(2, () => absent);
    expect(gradients(workspace, [79])).toEqual(gradients(await openWorkspace(), [79]));
  });

  test('that comes when all is done finds the run closed', async () => {
    const late: PoolMessage[] = [];
    const workspace = await open(2, () => ({ post: (m) => void late.push(m), end: () => {} }));
    gradients(workspace, [79]);
    const start = late.find(({ kind }) => kind === 'start');
    const runs = late.flatMap((message) => (message.kind === 'run' ? [message.run] : []));
    if (start?.kind !== 'start') throw new Error('Threads are started.');
    const control = new Control(start.memory, start.control);
    expect(runs).toHaveLength(2);
    for (const { epoch } of runs) expect(control.enter(epoch)).toBe(false);
  });

  test('that drops what it has taken ends the run instead of holding it up for ever', async () => {
    const workspace = await open(2, clumsy);
    expect(() => gradients(workspace, [79])).toThrow(/thread of the wasm kernels has failed/);
  });
});

/** Takes all of the first call and fails. */
function clumsy(): PoolThread {
  let start: Extract<PoolMessage, { kind: 'start' }> | null = null;
  return {
    end: () => {},
    post: (message) => {
      if (message.kind === 'start') start = message;
      if (message.kind !== 'run' || !start) return;
      const { memory, control } = start;
      Atomics.add(countersOf(memory, message.run.counters, 1), 0, 1_000_000);
      new Control(memory, control).fail();
    },
  };
}
