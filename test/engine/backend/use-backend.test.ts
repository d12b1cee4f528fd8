import {
  getBackend,
  getKernel,
  type KernelConfig,
  memory,
  registerKernel,
  setBackend,
  tensor,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { useBackend } from '../../../src/engine/backend/use-backend.ts';

describe('in Node', () => {
  test.each(['wasm', 'cpu'] as const)(
    '%s passes the self-test and becomes current',
    async (name) => {
      const used = await useBackend(name);
      expect(used).toEqual({
        ok: true,
        value: { backend: name, trials: [{ name, outcome: 'passed', milliseconds: null }] },
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

  test('auto takes wasm, says how fast it is, and does not waste time on cpu', async () => {
    const start = performance.now();
    const used = await useBackend('auto');
    expect(used).toMatchObject({
      ok: true,
      value: {
        backend: 'wasm',
        trials: [
          { name: 'wasm', outcome: 'passed', milliseconds: expect.any(Number) },
          { name: 'cpu', outcome: 'skipped', reason: 'wasm is faster' },
        ],
      },
    });
    expect(getBackend()).toBe('wasm');
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('no tensor is left behind', async () => {
    await useBackend('wasm');
    const before = memory().numTensors;
    await useBackend('auto');
    await useBackend('cpu');
    expect(memory().numTensors).toBe(before);
  });
});
