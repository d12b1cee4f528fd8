import { expect, test } from 'vitest';
import { createBetweenEvents } from '../../src/nodes/_run/between-events.ts';

test('moves between events that are seconds apart, on and on, and not past the next one', () => {
  let time = 0;
  const told: number[] = [];
  const between = createBetweenEvents(
    (fraction) => told.push(fraction),
    () => time,
  );
  const work = (checkpoints: number, ms: number) => {
    for (let done = 0; done < checkpoints; done++) {
      time += ms / checkpoints;
      between.checkpoint();
    }
  };
  work(40, 8000);
  expect(told.length).toBeGreaterThan(10);
  expect(told.at(-1)).toBeLessThan(0.01);
  between.event(0.1);
  work(16, 5000);
  between.event(0.2);
  told.length = 0;
  // Three times as much as before.
  work(48, 15_000);
  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
  expect(told[0]).toBeGreaterThan(0.2);
  expect(told.at(-1)).toBeLessThan(0.3);
});

test('is silent where events come often', () => {
  let time = 0;
  const told: number[] = [];
  const between = createBetweenEvents(
    (fraction) => told.push(fraction),
    () => time,
  );
  for (let step = 1; step <= 20; step++) {
    for (let done = 0; done < 8; done++) {
      time += 10;
      between.checkpoint();
    }
    between.event(step / 20);
  }
  expect(told).toEqual([]);
});
