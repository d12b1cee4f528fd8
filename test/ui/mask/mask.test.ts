import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { strokeMask } from '../../../src/engine/picture/stroke-mask.ts';
import { brushRings } from '../../../src/ui/mask/draw-strokes.ts';
import { outlineOf } from '../../../src/ui/mask/outline.ts';
import { Pinch } from '../../../src/ui/results/pinch.ts';
import { Viewport } from '../../../src/ui/results/viewport.ts';

const share = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true, noDefaultInfinity: true });

test('discs over each other cover what the node computes of a stroke', () => {
  fc.assert(
    fc.property(share(0.05, 0.4), share(0, 1), (radius, hardness) => {
      const size = { width: 201, height: 1 };
      const points = [[0.5, 0.5]] as const;
      const mask = strokeMask(size, [{ points, radius, hardness, erase: false }]);
      const rings = brushRings({ radius, hardness }, 201);
      for (let x = 0; x < 201; x++) {
        const distance = Math.abs(x + 0.5 - 100.5);
        const over = rings.filter((ring) => ring.radius > distance);
        const covered = 1 - over.reduce((rest, { opacity }) => rest * (1 - opacity), 1);
        // A pixel at the edge of a disc is covered in part; here it is in or out.
        const around = [-1, 0, 1].map((by) => mask.data[Math.min(200, Math.max(0, x + by))] ?? 0);
        expect(covered).toBeGreaterThanOrEqual(Math.min(...around) - 0.1);
        expect(covered).toBeLessThanOrEqual(Math.max(...around) + 0.1);
      }
    }),
  );
});

describe('the outline', () => {
  const disc = (x: number, y: number) => 40 - Math.hypot(x - 60, y - 50);
  const field = (width: number, height: number, of: (x: number, y: number) => number) => ({
    ...{ width, height },
    values: Float64Array.from({ length: width * height }, (_, at) =>
      of(at % width, Math.floor(at / width)),
    ),
  });

  test('of a disc lies on its edge and is closed', () => {
    const pieces = outlineOf(field(120, 100, disc), 0);
    expect(pieces.length).toBeGreaterThan(100);
    const ends = new Map<string, number>();
    for (const [ax, ay, bx, by] of pieces) {
      for (const [x, y] of [
        [ax, ay],
        [bx, by],
      ] as const) {
        expect(Math.hypot(x * 120 - 60.5, y * 100 - 50.5)).toBeCloseTo(40, 1);
        const key = `${x.toFixed(6)} ${y.toFixed(6)}`;
        ends.set(key, (ends.get(key) ?? 0) + 1);
      }
    }
    expect([...ends.values()].every((times) => times % 2 === 0)).toBe(true);
  });

  test('of nothing, and of everything, is nothing', () => {
    expect(
      outlineOf(
        field(9, 7, () => 1),
        0.5,
      ),
    ).toEqual([]);
    expect(
      outlineOf(
        field(9, 7, () => 0),
        0.5,
      ),
    ).toEqual([]);
  });
});

describe('two fingers', () => {
  const stage = { x: 100, y: 40, width: 800, height: 600 };
  const currentTarget = { getBoundingClientRect: () => stage as DOMRect };
  const finger = (pointerId: number, clientX: number, clientY: number) => ({
    ...{ pointerId, pointerType: 'touch', clientX, clientY, currentTarget },
  });
  const place = fc.tuple(share(150, 850), share(60, 600));

  test('keep what lies between them between them, and zoom by their distance', () => {
    fc.assert(
      fc.property(place, place, place, place, (a, b, c, d) => {
        const [before, after] = [
          Math.hypot(a[0] - b[0], a[1] - b[1]),
          Math.hypot(c[0] - d[0], c[1] - d[1]),
        ];
        // Fingers move one after the other: where they all but meet in between, the zoom is held at
        // its smallest and what follows is no longer the whole way.
        fc.pre(before > 40 && after > 40 && Math.hypot(b[0] - c[0], b[1] - c[1]) > 1);
        const extent = { width: 400, height: 300 };
        const viewport = new Viewport({ min: 0.001, max: 1000, fit: 8, bounded: false });
        viewport.measure(extent, stage);
        const middle = (p: readonly number[], q: readonly number[], axis: 0 | 1) =>
          ((p[axis] as number) + (q[axis] as number)) / 2;
        const seenAt = (x: number, y: number) => {
          const placed = viewport.place(extent, stage);
          return [(x - stage.x - placed.x) / placed.zoom, (y - stage.y - placed.y) / placed.zoom];
        };
        const held = seenAt(middle(a, b, 0), middle(a, b, 1));
        const zoom = viewport.zoom;
        const pinch = new Pinch(viewport);
        pinch.down(finger(1, ...a));
        expect(pinch.active).toBe(false);
        pinch.down(finger(2, ...b));
        expect(pinch.active).toBe(true);
        pinch.move(finger(1, ...c));
        pinch.move(finger(2, ...d));
        const [x = 0, y = 0] = seenAt(middle(c, d, 0), middle(c, d, 1));
        expect(x).toBeCloseTo(held[0] as number, 3);
        expect(y).toBeCloseTo(held[1] as number, 3);
        expect(viewport.zoom / zoom).toBeCloseTo(after / before, 3);
        pinch.up({ pointerId: 1 });
        expect(pinch.active).toBe(false);
      }),
    );
  });
});
