import { describe, expect, test } from 'vitest';
import { Viewport } from '../../../src/ui/results/viewport.ts';

describe('the pan and zoom of pictures', () => {
  const limits = { min: 0.02, max: 64, fit: 4, bounded: true };
  const picture = { width: 200, height: 100 };
  const stage = { width: 400, height: 400 };
  const open = () => {
    const viewport = new Viewport(limits);
    viewport.measure(picture, stage);
    return viewport;
  };

  test('begins with the whole picture in the middle', () => {
    expect(open().place(picture, stage)).toEqual({ x: 0, y: 100, zoom: 2 });
  });

  test('keeps the spot under the pointer where it is', () => {
    const viewport = open();
    const at = { x: 120, y: -30 };
    const spot = () => {
      const { x, zoom } = viewport.place(picture, stage);
      return (stage.width / 2 + at.x - x) / zoom;
    };
    const before = spot();
    viewport.zoomBy(1.7, at);
    expect(viewport.zoom).toBeCloseTo(3.4);
    expect(spot()).toBeCloseTo(before);
  });

  test('lays a picture of another size over the first', () => {
    const viewport = open();
    viewport.zoomBy(3);
    viewport.pan(-40, 10);
    const first = viewport.place(picture, stage);
    const twice = viewport.place({ width: 400, height: 200 }, stage);
    expect(twice.zoom).toBeCloseTo(first.zoom / 2);
    expect([twice.x, twice.y]).toEqual([first.x, first.y]);
  });

  test('lets no zoom go beyond its limits', () => {
    const viewport = open();
    viewport.zoomBy(1e6);
    expect(viewport.zoom).toBe(64);
    viewport.zoomBy(1e-9);
    expect(viewport.zoom).toBe(0.02);
  });

  test('fits a small picture at no more than the largest fit', () => {
    const viewport = new Viewport(limits);
    viewport.measure({ width: 10, height: 10 }, stage);
    expect(viewport.zoom).toBe(4);
  });

  test('tells its listeners of moves, and of the cursor apart', () => {
    const viewport = open();
    const heard: string[] = [];
    viewport.subscribe(() => heard.push('move'));
    const end = viewport.onCursor(() => heard.push('cursor'));
    viewport.pan(1, 0);
    viewport.point({ u: 0.5, v: 0.5 });
    end();
    viewport.point(undefined);
    expect(heard).toEqual(['move', 'cursor']);
  });

  test('goes off the picture where it is not bounded', () => {
    const viewport = new Viewport({ ...limits, bounded: false });
    viewport.measure(picture, stage);
    viewport.pan(-1000, 0);
    expect(viewport.place(picture, stage)).toEqual({ x: -1000, y: 100, zoom: 2 });
  });

  test('tells what is seen, and never leaves the picture', () => {
    const viewport = open();
    expect(viewport.seen()).toEqual({ left: 0, top: 0, right: 1, bottom: 1 });
    viewport.zoomTo(8);
    expect(viewport.seen()).toEqual({ left: 0.375, top: 0.25, right: 0.625, bottom: 0.75 });
    viewport.pan(-1e6, 0);
    expect(viewport.seen().right).toBe(1);
    viewport.fit();
    expect(viewport.zoom).toBe(2);
  });
});
