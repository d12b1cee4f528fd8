/** Half of a socket's hit area: React Flow measures from its border, wires start at its middle. */
export const socketRadius = 12;

const leastReach = 28;

/** A cubic bezier with level ends, as long as half the distance between them. */
export function wirePath(x1: number, y1: number, x2: number, y2: number): string {
  const reach = reachOf(x1, x2);
  return `M${x1},${y1} C${x1 + reach},${y1} ${x2 - reach},${y2} ${x2},${y2}`;
}

/** The point of that curve at `t` from 0 (start) to 1 (end). */
export function wirePoint(x1: number, y1: number, x2: number, y2: number, t: number) {
  const reach = reachOf(x1, x2);
  const rest = 1 - t;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * t, 3 * rest * t ** 2, t ** 3];
  return {
    x: a * x1 + b * (x1 + reach) + c * (x2 - reach) + d * x2,
    y: (a + b) * y1 + (c + d) * y2,
  };
}

function reachOf(x1: number, x2: number): number {
  return Math.max(leastReach, Math.abs(x2 - x1) / 2);
}
