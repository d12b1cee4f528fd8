/** Half of a socket's hit area: React Flow measures from its border, wires start at its middle. */
export const socketRadius = 12;

const leastReach = 28;

/** A cubic bezier with level ends, as long as half the distance between them. */
export function wirePath(x1: number, y1: number, x2: number, y2: number): string {
  const reach = Math.max(leastReach, Math.abs(x2 - x1) / 2);
  return `M${x1},${y1} C${x1 + reach},${y1} ${x2 - reach},${y2} ${x2},${y2}`;
}
