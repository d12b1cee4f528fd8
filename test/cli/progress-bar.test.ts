import { expect, test } from 'vitest';
import { createProgressBar } from '../../src/cli/terminal/progress-bar.ts';

/** A stream that remembers, and a clock that is turned by hand. */
function fake(stream: { isTTY: boolean; columns?: number }) {
  const written: string[] = [];
  const clock = { time: 0 };
  const bar = createProgressBar(
    { ...stream, write: (text: string) => written.push(text) },
    () => clock.time,
  );
  return { written, clock, bar };
}

test('on a terminal one line is drawn over itself, with the share and the time left', () => {
  const { written, clock, bar } = fake({ isTTY: true, columns: 100 });
  clock.time = 30_000;
  bar.update(0.25, 'octave 2 of 5');
  expect(written).toEqual([
    '\r\x1b[2K██████░░░░░░░░░░░░░░░░░░  25%  octave 2 of 5  1 min 30 s left',
  ]);
});

test('is drawn at most ten times a second, but always at the end', () => {
  const { written, clock, bar } = fake({ isTTY: true });
  for (let step = 0; step <= 1000; step++) {
    clock.time = step;
    bar.update(step / 1000, 'dreaming');
  }
  expect(written.length).toBeLessThanOrEqual(11);
  expect(written.at(-1)).toMatch(/100% {2}dreaming$/);
});

test('never reaches the last column of a narrow terminal, where it would wrap', () => {
  const { written, bar } = fake({ isTTY: true, columns: 40 });
  bar.update(0.5, 'a label that is much too long for this terminal');
  expect(written[0]?.replace('\r\x1b[2K', '').length).toBe(39);
});

test('does not guess the time from almost nothing', () => {
  const { written, clock, bar } = fake({ isTTY: true });
  clock.time = 100;
  bar.update(0.001, 'dreaming');
  expect(written[0]).not.toContain('left');
});

test('leaves an empty line, and is drawn again after it', () => {
  const { written, bar } = fake({ isTTY: true });
  bar.update(0.5, 'one');
  bar.clear();
  bar.update(0.5, 'two');
  expect(written).toHaveLength(3);
  expect(written[1]).toBe('\r\x1b[2K');
  expect(written[2]).toContain('two');
});

test('in a file: one line for each tenth, no control characters', () => {
  const { written, clock, bar } = fake({ isTTY: false });
  for (let step = 0; step <= 1000; step++) {
    clock.time = step * 100;
    bar.update(step / 1000, 'dreaming');
  }
  bar.clear();
  expect(written).toHaveLength(10);
  expect(written[0]).toBe(' 10%  dreaming  1 min 30 s left\n');
  expect(written.at(-1)).toBe('100%  dreaming\n');
  expect(written.join('')).not.toContain('\x1b');
  expect(written.join('')).not.toContain('\r');
});
