import { readFile } from 'node:fs/promises';
import { getBackend, memory, tensor } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import { fail, ok } from '../../../src/common/result.ts';
import { timeBackend } from '../../../src/engine/backend/time-backend.ts';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';
import type { KernelName } from '../../../src/engine/programs/simd/kernels/instance.ts';
import { currentWorkspace } from '../../../src/engine/programs/simd/workspace/current.ts';
import type { KernelSource } from '../../../src/engine/programs/simd/workspace/load-kernels.ts';
import { breakKernel } from './break-kernel.ts';

describe('in Node', () => {
  test.each(['wasm', 'cpu'] as const)(
    '%s passes the self-test and becomes current',
    async (name) => {
      const used = await useBackend(name);
      expect(used).toEqual({
        ok: true,
        value: {
          ...{ backend: name, kernels: null },
          trials: [{ name, outcome: 'passed', milliseconds: null }],
        },
      });
      expect(getBackend()).toBe(name);
    },
  );

  test.each(['webgl', 'webgpu'] as const)(
    '%s is refused with what to use instead',
    async (name) => {
      const used = await useBackend(name);
      expect(used).toMatchObject({ ok: false, problem: { code: 'backend-unavailable' } });
      if (!used.ok) expect(used.problem.message).toMatch(/use wasm or cpu/);
    },
  );

  test('auto takes wasm, the first that computes right, and tries no further', async () => {
    expect(await useBackend('auto')).toEqual({
      ok: true,
      value: {
        ...{ backend: 'wasm', kernels: null },
        trials: [{ name: 'wasm', outcome: 'passed', milliseconds: null }],
      },
    });
    expect(getBackend()).toBe('wasm');
  });

  test('is timed by a gradient step, which leaves nothing', async () => {
    await useBackend('wasm');
    const before = memory().numTensors;
    expect(await timeBackend('wasm', Infinity)).toEqual({
      name: 'wasm',
      outcome: 'passed',
      milliseconds: expect.any(Number),
    });
    expect(memory().numTensors).toBe(before);
  });

  test('no tensor is left behind', async () => {
    await useBackend('wasm');
    const before = memory().numTensors;
    await useBackend('auto');
    await useBackend('cpu');
    expect(memory().numTensors).toBe(before);
  });
});

describe('the same numbers on every machine', () => {
  const source: KernelSource = {
    read: async (file) => ok(await readFile(`assets/kernels/${file}`)),
  };
  const nothing: KernelSource = {
    read: async () => fail({ code: 'missing-file', message: 'There is no such file.' }),
  };

  test('come from kernels on wasm, which auto takes then', async () => {
    const candidates = ['cpu', 'wasm'] as const;
    const used = await useBackend('auto', { kernels: { source, deterministic: true }, candidates });
    expect(used).toMatchObject({ ok: true, value: { backend: 'wasm', kernels: 'simd' } });
  });

  test('are a problem without them, and what was in use goes on', async () => {
    await useBackend('wasm', { kernels: { source } });
    const before = currentWorkspace();
    const kernels = { source: nothing, deterministic: true };
    for (const choice of ['auto', 'wasm'] as const) {
      const used = await useBackend(choice, { kernels });
      expect(used.ok).toBe(false);
      if (!used.ok) expect(used.problem.message).toMatch(/same picture on every machine/);
    }
    expect(currentWorkspace()).toBe(before);
    expect(before).not.toBeNull();
  });
});

describe('a backend that is not what it seems', () => {
  let mend: (() => void) | null = null;
  afterEach(() => mend?.());

  test('is refused when an operation is slightly wrong, and auto goes on to the next', async () => {
    await useBackend('wasm');
    mend = breakKernel('wasm', 'AvgPool', (values) => values.map((value) => value * 1.001));

    const asked = await useBackend('wasm');
    expect(asked).toMatchObject({ ok: false, problem: { code: 'backend-wrong' } });
    if (!asked.ok)
      expect(asked.problem.message).toMatch(/^The wasm backend computes "average pooling" wrongly/);

    expect(await useBackend('auto')).toMatchObject({
      ok: true,
      value: {
        backend: 'cpu',
        trials: [
          { name: 'wasm', outcome: 'refused', problem: { code: 'backend-wrong' } },
          { name: 'cpu', outcome: 'passed' },
        ],
      },
    });
    expect(getBackend()).toBe('cpu');
  });

  test('is refused when an operation fails, with the reason', async () => {
    await useBackend('wasm');
    mend = breakKernel('wasm', 'Step', () => {
      throw new Error('the shader did not compile');
    });
    const asked = await useBackend('wasm');
    expect(asked).toMatchObject({ ok: false, problem: { code: 'backend-op-failed' } });
    if (!asked.ok) expect(asked.problem.message).toContain('the shader did not compile');
  });

  test('leaves the one before in use', async () => {
    await useBackend('cpu');
    expect(getBackend()).toBe('cpu');
    await useBackend('wasm');
    mend = breakKernel('cpu', 'Step', (values) => values.fill(0.5));
    expect(await useBackend('cpu')).toMatchObject({ ok: false });
    expect(getBackend()).toBe('wasm');
    const one = tensor([1.5]);
    expect([...(await one.data())]).toEqual([1.5]);
    one.dispose();
  });

  test('leaves the way it was refused in words when nothing else is there', async () => {
    await useBackend('wasm');
    mend = breakKernel('wasm', 'MaxPool', (values) => values.fill(Number.NaN));
    const used = await useBackend('auto', { candidates: ['wasm'] });
    expect(used).toMatchObject({ ok: false, problem: { code: 'no-backend' } });
    if (!used.ok)
      expect(used.problem.message).toMatch(/The wasm backend computes "max pooling" wrongly/);
  });
});

test('tensors can be made and read on the chosen backend at once', async () => {
  await useBackend('auto');
  const one = tensor([1.5]);
  expect([...(await one.data())]).toEqual([1.5]);
  one.dispose();
});

describe('our own kernels', () => {
  const folder = new URL('../../../assets/kernels/', import.meta.url);
  const source = { read: async (file: string) => ok(await readFile(new URL(file, folder))) };

  test('are what programs run on while the backend is wasm, and only then', async () => {
    const kernels = { source, deterministic: true };
    expect(await useBackend('wasm', { kernels })).toMatchObject({ value: { kernels: 'simd' } });
    expect(currentWorkspace()).toMatchObject({ variant: 'simd' });
    expect(await useBackend('cpu', { kernels })).toMatchObject({ value: { kernels: null } });
    expect(currentWorkspace()).toBeNull();
  });

  test('that compute wrongly are refused in words, and wasm serves without them', async () => {
    // What it calls an average is another of its kernels.
    const whole = Uint8Array.from(await readFile(new URL('simd.wasm', folder)));
    const broken = misnamed(whole, 'averagePool', 'maxPool');
    const used = await useBackend('wasm', {
      kernels: { source: { read: async () => ok(broken) } },
    });
    expect(used).toMatchObject({
      ok: true,
      value: { kernels: null, trials: [{ kernelsProblem: { code: 'backend-wrong' } }] },
    });
    expect(currentWorkspace()).toBeNull();
  });

  test('that cannot be loaded leave wasm to the kernels of tfjs', async () => {
    const problem = { code: 'network-file', message: 'There is no such file.' };
    const used = await useBackend('wasm', {
      kernels: { source: { read: async () => fail(problem) } },
    });
    expect(used).toMatchObject({ value: { kernels: null, trials: [{ kernelsProblem: problem }] } });
  });
});

/** The binary with an export that leads to the kernel of another. */
function misnamed(binary: Uint8Array, name: KernelName, other: KernelName): Uint8Array {
  const indexAt = (kernel: KernelName) => {
    const exported = [kernel.length, ...new TextEncoder().encode(kernel)];
    const at = binary.findIndex((_, i) => exported.every((byte, j) => binary[i + j] === byte));
    return at + exported.length + 1;
  };
  const index = binary[indexAt(other)] as number;
  // One byte, as far as there are not too many functions.
  expect(Math.max(index, binary[indexAt(name)] as number)).toBeLessThan(128);
  const replaced = indexAt(name);
  return binary.map((byte, i) => (i === replaced ? index : byte));
}
