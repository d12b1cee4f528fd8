import {
  add,
  backend,
  dispose,
  type MemoryInfo,
  memory,
  ones,
  relu,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test } from 'vitest';
import type { BackendName } from '../../src/engine/backend/load-backend.ts';
import { timeBackend } from '../../src/engine/backend/time-backend.ts';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { wasmUrls } from '../../src/engine/backend/wasm-urls.ts';
import { isContextLost } from '../../src/engine/tensors/gpu-context.ts';
import { breakKernel } from '../engine/backend/break-kernel.ts';

const here = { wasmPaths: wasmUrls };
const use = (name: BackendName | 'auto') => useBackend(name, here);

/** Computes on the current backend, reads the result, leaves nothing. */
async function numbersOf(make: () => Tensor): Promise<readonly number[]> {
  const made = tidy(make);
  const values = [...(await made.data())];
  dispose(made);
  return values;
}

async function expectToWork(): Promise<void> {
  expect(await numbersOf(() => relu(add(tensor([-3, 2]), 1)))).toEqual([expect.closeTo(0), 3]);
}

/** Ends the GPU context as a driver reset does. */
async function loseContext(): Promise<void> {
  const { gpgpu } = backend() as unknown as { gpgpu: { gl: WebGLRenderingContext } };
  gpgpu.gl.getExtension('WEBGL_lose_context')?.loseContext();
  await expect.poll(isContextLost).toBe(true);
}

let mend: (() => void) | null = null;
afterEach(() => {
  mend?.();
  mend = null;
});

describe('in a real browser', () => {
  test('the page is cross-origin isolated, as the app is, so that wasm may use threads', () => {
    expect(globalThis.crossOriginIsolated).toBe(true);
  });

  test.each(['wasm', 'webgl', 'cpu'] as const)('%s passes the self-test', async (name) => {
    expect(await use(name)).toEqual({
      ok: true,
      value: {
        ...{ backend: name, kernels: null },
        trials: [{ name, outcome: 'passed', milliseconds: null }],
      },
    });
    await expectToWork();
  });

  test('webgpu passes the self-test or is refused in words', async () => {
    const used = await use('webgpu');
    if (used.ok) await expectToWork();
    else expect(used.problem.message).toMatch(/^The webgpu backend .+\.$/);
  });

  // WebGPU too is timed where test/e2e/backends.spec.ts compares all: half a minute without a GPU.
  test.each(['wasm', 'webgl'] as const)('%s is timed, and does not stay loaded', async (name) => {
    await use('cpu');
    const before = memory().numTensors;
    const trial = await timeBackend(name, 1, here);
    expect(trial).toEqual({ name, outcome: 'passed', milliseconds: expect.any(Number) });
    expect(trial).toHaveProperty(
      'milliseconds',
      expect.toSatisfy((time: number) => time > 0),
    );
    await use('cpu');
    expect(memory().numTensors).toBe(before);
    await expectToWork();
  });
});

describe('when the GPU fails', () => {
  test('a webgl that computes wrongly is refused, and auto goes on without it', async () => {
    await use('webgl');
    mend = breakKernel('webgl', 'AvgPool', (values) => values.map((value) => value * 1.001));
    const used = await useBackend('auto', { ...here, candidates: ['webgl', 'wasm'] });
    expect(used).toMatchObject({
      ok: true,
      value: {
        backend: 'wasm',
        trials: [
          { name: 'webgl', outcome: 'refused', problem: { code: 'backend-wrong' } },
          { name: 'wasm', outcome: 'passed' },
        ],
      },
    });
  });

  test('a lost webgl context is noticed, and another use of webgl starts a new one', async () => {
    await use('webgl');
    expect(isContextLost()).toBe(false);
    await loseContext();
    expect(await use('webgl')).toMatchObject({ ok: true });
    expect(isContextLost()).toBe(false);
    await expectToWork();
  });

  test('after a lost webgl context auto finds a backend that works', async () => {
    await use('webgl');
    await loseContext();
    expect(await use('auto')).toMatchObject({ ok: true });
    expect(isContextLost()).toBe(false);
    await expectToWork();
  });
});

test('webgl frees textures of every size, so that octaves do not pile up', async () => {
  await use('webgl');
  const before = textureBytes();
  for (let side = 40; side <= 160; side += 20) {
    await numbersOf(() => relu(ones([side, side, 16])));
  }
  expect(textureBytes()).toBe(before);
});

function textureBytes(): number {
  return (memory() as MemoryInfo & { numBytesInGPUAllocated: number }).numBytesInGPUAllocated;
}
