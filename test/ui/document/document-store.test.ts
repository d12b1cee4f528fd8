import { beforeEach, describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { graphIndex } from '../../../src/graph/document/graph-index.ts';
import { addNode } from '../../../src/ui/document/add-node.ts';
import { openDocument, redo, undo, useDocument } from '../../../src/ui/document/document-store.ts';
import { connect, setParam } from '../../../src/ui/document/edits.ts';
import { placeItems } from '../../../src/ui/document/place-items.ts';
import { useSession } from '../../../src/ui/session/session-store.ts';

const now = () => useDocument.getState().document;
const past = () => useDocument.getState().history.past.map(({ label }) => label);
const at = { x: 0, y: 0 };

beforeEach(() => openDocument(emptyDocument(), 'test'));

describe('history', () => {
  test('all edits of one drag are one step, and the next drag is another', () => {
    const id = addNode('octave-split', { at }) ?? '';
    for (const value of [6, 7, 8]) setParam(id, 'count', value, false);
    setParam(id, 'count', 9, true);
    setParam(id, 'count', 10, true);
    expect(past()).toEqual(['Add Octave Split', 'Set octaves', 'Set octaves']);
    undo();
    expect(graphIndex(now()).nodes.get(id)?.params.count).toBe(9);
    undo();
    expect(graphIndex(now()).nodes.get(id)?.params.count).toBe(5);
  });

  test('a value that does not fit changes nothing and is told', () => {
    const id = addNode('octave-split', { at }) ?? '';
    const before = now();
    setParam(id, 'count', 999, true);
    expect(now()).toBe(before);
    expect(useSession.getState().notice?.tone).toBe('alert');
  });

  test('a node that takes up a wire comes and goes with it in one step', () => {
    const photo = addNode('load-image', { at }) ?? '';
    const split = addNode('octave-split', {
      at,
      from: { side: 'output', node: photo, output: 'image' },
    });
    expect(now().edges).toHaveLength(1);
    expect(now().edges[0]?.to).toEqual({ node: split, input: 'image' });
    expect(useSession.getState().selection).toEqual(new Set([split]));
    undo();
    expect(now().nodes.map(({ id }) => id)).toEqual([photo]);
    expect(now().edges).toHaveLength(0);
    redo();
    expect(now().edges).toHaveLength(1);
  });

  test('nothing is written while another tab has the graph', () => {
    openDocument(emptyDocument(), 'test', 'read-only');
    expect(addNode('noise', { at })).toBeUndefined();
    expect(now().nodes).toHaveLength(0);
    expect(useSession.getState().notice?.text).toContain('read-only');
  });

  test('an edit asks to be saved, and one without effect does not', () => {
    const id = addNode('octave-split', { at }) ?? '';
    expect(useDocument.getState().saved).toBe('unsaved');
    useDocument.setState({ saved: 'saved' });
    setParam(id, 'count', 5, true);
    expect(useDocument.getState().saved).toBe('saved');
  });
});

describe('where a drag ends', () => {
  test('is one step, and joins the frame under the middle of the node', () => {
    const id = addNode('noise', { at }) ?? '';
    useDocument.setState(({ history, document }) => {
      const frame = {
        id: 'frame',
        title: '',
        position: { x: 400, y: 0 },
        size: { width: 300, height: 300 },
      };
      const framed = { ...document, frames: [frame] };
      return { document: framed, history: { ...history, document: framed } };
    });
    const steps = past().length;
    placeItems([
      { id, position: { x: 420, y: 20 }, size: { width: 200, height: 100 }, dragged: true },
      { id: 'frame', position: { x: 400, y: 0 }, dragged: false },
    ]);
    expect(past()).toHaveLength(steps + 1);
    expect(now().nodes[0]).toMatchObject({ position: { x: 420, y: 20 }, frame: 'frame' });
    undo();
    expect(now().nodes[0]?.frame).toBeUndefined();
    expect(now().nodes[0]?.position).toEqual(at);
  });

  test('is no step when nothing has moved', () => {
    const id = addNode('noise', { at }) ?? '';
    const steps = past().length;
    placeItems([{ id, position: at, dragged: true }]);
    expect(past()).toHaveLength(steps);
  });
});

test('a wire to a taken input replaces the one that was there', () => {
  const first = addNode('noise', { at }) ?? '';
  const second = addNode('load-image', { at }) ?? '';
  const split = addNode('octave-split', { at }) ?? '';
  const to = { node: split, input: 'image' };
  connect({ from: { node: first, output: 'image' }, to });
  connect({ from: { node: second, output: 'image' }, to });
  expect(now().edges.map(({ from }) => from.node)).toEqual([second]);
});
