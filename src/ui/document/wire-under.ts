import type { Position } from '../../graph/document/document.ts';
import type { Box } from '../../graph/layout/boxes.ts';
import { wirePoint } from '../session/wire-path.ts';

export interface DrawnWire {
  readonly id: string;
  readonly from: Position;
  readonly to: Position;
}

const samples = 24;

/** The wire that runs behind a box, nearest to its middle; undefined when there is none. */
export function wireUnder(wires: readonly DrawnWire[], box: Box): string | undefined {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, from, to } of wires) {
    for (let at = 0; at <= samples; at += 1) {
      const { x, y } = wirePoint(from.x, from.y, to.x, to.y, at / samples);
      if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
      const distance = Math.hypot(x - middle.x, y - middle.y);
      if (distance >= least) continue;
      least = distance;
      found = id;
    }
  }
  return found;
}
