import type { Random } from '../picture/random.ts';

/** A whirl that bends a stream; lengths in shares of the long side. */
interface Whirl {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** 1 turns one way, -1 the other. */
  readonly turn: number;
}

export interface Flow {
  /** Direction of the stream at a place, length 1. */
  readonly direction: (x: number, y: number) => readonly [number, number];
  /** Distance to the nearest whirl's centre in radii of that whirl. */
  readonly nearest: (x: number, y: number) => number;
}

const columns = 3;
const rows = 2;

/** A stream from left to right with a whirl in each cell of a loose grid. */
export function makeFlow(width: number, height: number, random: Random): Flow {
  const whirls = Array.from(
    { length: columns * rows },
    (_, i): Whirl => ({
      x: ((i % columns) + 0.2 + 0.6 * random()) * (width / columns),
      y: (Math.floor(i / columns) + 0.2 + 0.6 * random()) * (height / rows),
      radius: 0.1 + 0.1 * random(),
      turn: random() < 0.5 ? -1 : 1,
    }),
  );
  return {
    direction: (x, y) => directionAt(whirls, x, y),
    nearest: (x, y) =>
      Math.min(...whirls.map((whirl) => Math.hypot(x - whirl.x, y - whirl.y) / whirl.radius)),
  };
}

function directionAt(whirls: readonly Whirl[], x: number, y: number): readonly [number, number] {
  let right = 1;
  let down = 0.25 * Math.sin(9 * x);
  for (const whirl of whirls) {
    const dx = x - whirl.x;
    const dy = y - whirl.y;
    const distance = Math.hypot(dx, dy) + 1e-6;
    const pull = 3 * whirl.turn * Math.exp(-((distance / whirl.radius) ** 2));
    right -= (dy / distance) * pull;
    down += (dx / distance) * pull;
  }
  const length = Math.hypot(right, down) + 1e-6;
  return [right / length, down / length];
}
