import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cancellable, cancelWaiting, useWaiting } from '../../../src/ui/session/cancellable.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const told = () => useWaiting.getState().waiting.map(({ what }) => what);
/** Goes on until it is cancelled. */
const untilCancelled = (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    signal.addEventListener('abort', () => resolve('cancelled'));
  });

test('what is over soon is not told', async () => {
  expect(await cancellable('Opening a.png', async () => 1)).toBe(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(told()).toEqual([]);
});

test('what takes a while is told until it is over, also by an error', async () => {
  const failing = cancellable('Opening a.png', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    throw new Error('No.');
  });
  const failed = expect(failing).rejects.toThrow('No.');
  await vi.advanceTimersByTimeAsync(200);
  expect(told()).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(told()).toEqual(['Opening a.png']);
  await vi.advanceTimersByTimeAsync(1000);
  await failed;
  expect(told()).toEqual([]);
});

test('the latest is cancelled first, and only what is told', async () => {
  const first = cancellable('Opening a.png', untilCancelled);
  await vi.advanceTimersByTimeAsync(400);
  const second = cancellable('Opening b.png', untilCancelled);
  await vi.advanceTimersByTimeAsync(400);
  expect(told()).toEqual(['Opening a.png', 'Opening b.png']);
  expect(cancelWaiting()).toBe(true);
  expect(await second).toBe('cancelled');
  expect(told()).toEqual(['Opening a.png']);
  expect(cancelWaiting()).toBe(true);
  expect(await first).toBe('cancelled');
  expect(cancelWaiting()).toBe(false);
});
