import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/graph/document/document.ts';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { photoOf } from '../../../src/ui/document/photo-of.ts';
import type { NodeRun } from '../../../src/ui/run/run-store.ts';
import { liveNodeOf, subjectOf } from '../../../src/ui/stage/subject.ts';

const node = (id: string, type: string) => ({
  id,
  type,
  version: 1,
  position: { x: 0, y: 0 },
  params: {},
});
const wire = (from: string, output: string, to: string, input: string) => ({
  id: `${from}-${to}`,
  from: { node: from, output },
  to: { node: to, input },
});

/** A photo that is dreamed on, guided by another one. */
const graph: Document = {
  ...emptyDocument(),
  nodes: [
    node('guide', 'load-image'),
    node('guided', 'guide-objective'),
    node('photo', 'load-image'),
    node('split', 'octave-split'),
    node('ascent', 'gradient-ascent'),
    node('merge', 'octave-merge'),
    node('save', 'save-image'),
  ],
  edges: [
    wire('guide', 'image', 'guided', 'image'),
    wire('guided', 'objective', 'ascent', 'objective'),
    wire('photo', 'image', 'split', 'image'),
    wire('split', 'octaves', 'ascent', 'image'),
    wire('ascent', 'octaves', 'merge', 'octaves'),
    wire('merge', 'image', 'save', 'image'),
  ],
};

describe('the node on the Stage', () => {
  const wishes = {
    pinned: undefined,
    selected: undefined,
    lastOutput: undefined,
    hasPicture: (id: string) => id === 'ascent',
  };

  test('is the pinned one, else the selected one with a picture, else the last output', () => {
    expect(subjectOf(graph, { ...wishes, pinned: 'photo', selected: 'ascent' })).toEqual({
      node: 'photo',
      why: 'pinned',
    });
    expect(subjectOf(graph, { ...wishes, selected: 'ascent' })?.why).toBe('selected');
    expect(subjectOf(graph, { ...wishes, selected: 'merge' })?.node).toBe('save');
    expect(subjectOf(graph, { ...wishes, selected: 'guided', lastOutput: 'merge' })).toEqual({
      node: 'merge',
      why: 'last output',
    });
  });

  test('is another one when it is gone, and none where nothing makes pictures', () => {
    expect(subjectOf(graph, { ...wishes, pinned: 'gone', lastOutput: 'gone' })?.node).toBe('save');
    expect(subjectOf(emptyDocument(), wishes)).toBeUndefined();
  });
});

test('the photo is the one that is dreamed on, not the one that guides', () => {
  expect(photoOf(graph, 'save')).toBe('photo');
  expect(photoOf(graph, 'guided')).toBe('guide');
  expect(photoOf(graph, 'photo')).toBeUndefined();
});

describe('while a node waits, its picture is', () => {
  const began = 100;
  const show = (runs: Record<string, NodeRun>, live: readonly string[] = []) =>
    liveNodeOf(graph, 'save', runs, began, (id) => live.includes(id));
  const waiting: NodeRun = { status: 'waiting' };

  test('that of the node at work, once there is one', () => {
    const running: NodeRun = { status: 'running', startedAt: 120 };
    const photo: NodeRun = { status: 'done', startedAt: 110 };
    expect(show({ save: waiting, ascent: running, photo })).toBe('save');
    expect(show({ save: waiting, ascent: running, photo }, ['ascent'])).toBe('ascent');
  });

  test('that of the last one that ended in this run, not in one before', () => {
    const merge: NodeRun = { status: 'running', startedAt: 140 };
    const now: NodeRun = { status: 'done', startedAt: 120 };
    const before: NodeRun = { status: 'done', startedAt: 50 };
    expect(show({ save: waiting, ascent: now, merge })).toBe('ascent');
    expect(show({ save: waiting, ascent: before, merge })).toBe('save');
    expect(show({ save: { status: 'done' }, ascent: now })).toBe('save');
  });
});
