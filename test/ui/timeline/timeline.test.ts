import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import {
  openDocument,
  showFrame,
  undo,
  useDocument,
} from '../../../src/ui/document/document-store.ts';
import { perform, resetParam, setParam } from '../../../src/ui/document/edits.ts';
import { makeFilm, removeFilm, toggleKey } from '../../../src/ui/param/key-edits.ts';
import { currentRange, useChosenRange } from '../../../src/ui/run/film.ts';
import { frameUnder, tickStep } from '../../../src/ui/timeline/lanes.ts';
import { curveOf } from '../../../src/ui/timeline/TrackLine.tsx';
import { setRange } from '../../../src/ui/timeline/timeline-store.ts';

const id = 'ascent';
const track = () => useDocument.getState().document.tracks?.[0];
const shownStrength = () =>
  useDocument.getState().shown.nodes.find((node) => node.id === id)?.params.strength;

beforeEach(() => {
  openDocument(emptyDocument(), 'film');
  perform({
    type: 'add-nodes',
    nodes: [{ type: 'gradient-ascent', id, position: { x: 0, y: 0 }, params: { strength: 1 } }],
  });
  makeFilm();
});

describe('values over time', () => {
  it('a diamond sets a key and takes it away, and what is changed later makes keys', () => {
    toggleKey(id, 'strength');
    showFrame(60);
    expect(shownStrength()).toBe(1);
    setParam(id, 'strength', 2, true);
    expect(track()?.keys.map(({ frame, value }) => [frame, value])).toEqual([
      [0, 1],
      [60, 2],
    ]);
    showFrame(30);
    expect(shownStrength()).toBe(1.5);
    showFrame(60);
    toggleKey(id, 'strength');
    expect(track()?.keys).toHaveLength(1);
  });

  it('the frame is no edit: undo leaves it, and it stays inside the film', () => {
    toggleKey(id, 'strength');
    showFrame(500);
    expect(useDocument.getState().frame).toBe(119);
    undo();
    expect(useDocument.getState().frame).toBe(119);
    perform({ type: 'set-sequence', sequence: { frames: 10, fps: 24 } });
    expect(useDocument.getState().frame).toBe(9);
    undo();
    undo();
    expect(useDocument.getState()).toMatchObject({ frame: 0 });
    expect(useDocument.getState().document.sequence).toBeUndefined();
  });

  it('resetting a value with keys sets a key with the default', () => {
    toggleKey(id, 'strength');
    showFrame(10);
    setParam(id, 'strength', 2, true);
    resetParam(id, 'strength');
    expect(track()?.keys).toHaveLength(2);
    expect(shownStrength()).toBe(1);
  });

  it('a still keeps the values that are shown, and one step brings the film back', () => {
    toggleKey(id, 'strength');
    showFrame(60);
    setParam(id, 'strength', 2, true);
    removeFilm();
    expect(useDocument.getState().document).not.toHaveProperty('sequence');
    expect(useDocument.getState().document).not.toHaveProperty('tracks');
    expect(shownStrength()).toBe(2);
    undo();
    expect(track()?.keys).toHaveLength(2);
  });
});

describe('the range', () => {
  it('is all of the film until one of its ends is moved, and never crosses itself', () => {
    expect(currentRange()).toEqual({ first: 0, last: 119 });
    setRange({ first: 24 });
    setRange({ last: 96 });
    expect(currentRange()).toEqual({ first: 24, last: 96 });
    setRange({ first: 110 });
    expect(currentRange()).toEqual({ first: 110, last: 110 });
    setRange({ first: 0, last: 119 });
    expect(useChosenRange.getState().range).toBeUndefined();
  });
});

describe('the lanes', () => {
  it('numbers of the ruler do not touch', () => {
    expect(tickStep(120, 1100)).toBe(10);
    expect(tickStep(10, 1100)).toBe(1);
    expect(tickStep(100_000, 1100)).toBe(10_000);
  });

  it('the frame under the pointer is the one whose cell it is', () => {
    const lane = { getBoundingClientRect: () => ({ left: 100, width: 200 }) } as Element;
    expect([99, 100, 109, 110, 299, 400].map((x) => frameUnder(x, lane, 20))).toEqual([
      0, 0, 0, 1, 19, 19,
    ]);
  });

  it('a curve goes from key to key as the value does', () => {
    const keys = [
      { frame: 2, value: 0, ease: 'hold' as const },
      { frame: 4, value: 1, ease: 'smooth' as const },
      { frame: 7, value: 0 },
    ];
    expect(curveOf({ node: id, param: 'strength', keys }, 10)).toBe(
      'M0 1H2.5H4.5V0C5.5 0 6.5 1 7.5 1H10',
    );
  });
});
