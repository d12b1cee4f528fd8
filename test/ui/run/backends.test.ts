import { describe, expect, test } from 'vitest';
import type { Trial } from '../../../src/runtime/browser.ts';
import { guessDream, wantedBackend } from '../../../src/ui/run/backends.ts';

const passed = (name: Trial['name'], milliseconds: number | null): Trial => ({
  name,
  outcome: 'passed',
  milliseconds,
});
const refused: Trial = {
  name: 'webgpu',
  outcome: 'refused',
  problem: { code: 'backend-wrong', message: 'It computes wrongly.' },
};

describe('the backend to compute on', () => {
  test('is the first that works, before the backends were compared', () => {
    expect(wantedBackend({ choice: 'auto', trials: undefined }).backend).toBe('auto');
    expect(wantedBackend({ choice: 'auto', trials: [] }).backend).toBe('auto');
  });

  test('is the fastest of those that compute right', () => {
    const trials = [passed('wasm', 80), refused, passed('webgl', 20)];
    expect(wantedBackend({ choice: 'auto', trials }).backend).toBe('webgl');
    const more = [...trials, passed('cpu', null)];
    expect(wantedBackend({ choice: 'auto', trials: more }).backend).toBe('webgl');
  });

  test('stays what it is when another is only a little faster', () => {
    const trials = [passed('wasm', 80), passed('webgpu', 75), passed('webgl', 70)];
    expect(wantedBackend({ choice: 'auto', trials }).backend).toBe('wasm');
  });

  test("is the person's own choice, whatever was measured", () => {
    const trials = [passed('wasm', 80), passed('webgl', 20)];
    expect(wantedBackend({ choice: 'wasm', trials }).backend).toBe('wasm');
    expect(wantedBackend({ choice: 'webgpu', trials: [refused] }).backend).toBe('webgpu');
  });

  test('is wasm where pictures are to be the same on every machine', () => {
    const trials = [passed('wasm', 80), passed('webgl', 20)];
    const wanted = { backend: 'wasm', deterministic: true };
    expect(wantedBackend({ choice: 'auto', deterministic: true, trials })).toEqual(wanted);
    expect(wantedBackend({ choice: 'webgl', deterministic: true, trials })).toEqual(wanted);
    expect(wantedBackend({ choice: 'webgl', deterministic: false, trials }).deterministic).toBe(
      false,
    );
  });
});

describe('the time of a dream before any was timed', () => {
  test('goes by the sample of a comparison, else by the cores', () => {
    const timed = guessDream('wasm relaxed-simd 3', [passed('wasm', 30)], 2);
    expect(guessDream('wasm relaxed-simd 3', [passed('wasm', 60)], 2)).toBe(2 * timed);
    const cores = (count: number) => guessDream('wasm simd 3', undefined, count);
    // The sample of this machine of two cores says about the same.
    expect(timed / cores(2)).toBeGreaterThan(0.7);
    expect(timed / cores(2)).toBeLessThan(1.4);
    expect(cores(1) / cores(4)).toBeGreaterThan(2);
    expect(cores(1) / cores(4)).toBeLessThan(4);
    expect(guessDream('wasm simd 3', [passed('wasm', null)], 2)).toBe(cores(2));
  });

  test('is longer without our kernels, and longest on the processor alone', () => {
    const guesses = ['wasm simd 3', 'wasm 3', 'cpu 3'].map((name) => guessDream(name, [], 1));
    expect(guesses).toEqual(guesses.toSorted((a, b) => a - b));
    expect(new Set(guesses).size).toBe(3);
  });
});
