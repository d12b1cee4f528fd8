import { beforeEach, describe, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { addNode, joinThrough } from '../../../src/ui/document/add-node.ts';
import { combine, takenBy } from '../../../src/ui/document/combine.ts';
import { openDocument, undo, useDocument } from '../../../src/ui/document/document-store.ts';
import { connect } from '../../../src/ui/document/edits.ts';
import { bestSocketOf, checkEnds, legalEnds } from '../../../src/ui/document/legal-ends.ts';
import { nextNode } from '../../../src/ui/document/next-node.ts';
import { type SocketEnd, socketKey } from '../../../src/ui/session/session-store.ts';

const now = () => useDocument.getState().document;
const add = (type: string, x = 0, y = 0) => addNode(type, { at: { x, y } }) ?? '';

beforeEach(() => openDocument(emptyDocument(), 'test'));

describe('while a wire is dragged', () => {
  test('exactly the sockets that may take it are legal', () => {
    const photo = add('load-image');
    const split = add('octave-split');
    const ascent = add('gradient-ascent');
    const legal = legalEnds(now(), { side: 'output', node: photo, output: 'image' });
    expect(legal).toContain(`${split}<image`);
    expect(legal).toContain(`${ascent}<image`);
    // An image becomes a mask by its luminance.
    expect(legal).toContain(`${ascent}<mask`);
    expect(legal).not.toContain(`${ascent}<objective`);
    expect([...legal].filter((key) => key.startsWith(photo))).toEqual([]);
  });

  test('what is legal and what is refused never overlap', () => {
    const nodes = ['load-image', 'octave-split', 'gradient-ascent', 'reroute', 'seed'].map((type) =>
      add(type),
    );
    const from: SocketEnd = { side: 'output', node: nodes[1] ?? '', output: 'octaves' };
    const legal = legalEnds(now(), from);
    for (const node of nodes) {
      const best = bestSocketOf(now(), from, node);
      if (best) {
        expect(legal).toContain(socketKey(best));
        expect(checkEnds(now(), from, best).ok).toBe(true);
      } else expect([...legal].some((key) => key.startsWith(`${node}<`))).toBe(false);
    }
  });

  test('a wire that was detached does not stand in its own way', () => {
    const photo = add('load-image');
    const split = add('octave-split');
    connect({ from: { node: photo, output: 'image' }, to: { node: split, input: 'image' } });
    const from: SocketEnd = { side: 'output', node: photo, output: 'image' };
    const [edge] = now().edges;
    expect(legalEnds(now(), from)).not.toContain(`${split}<image`);
    expect(legalEnds(now(), from, edge?.id)).toContain(`${split}<image`);
  });

  test('the body of a node gives its free required socket before a mask', () => {
    const photo = add('load-image');
    const ascent = add('gradient-ascent');
    const from: SocketEnd = { side: 'output', node: photo, output: 'image' };
    expect(bestSocketOf(now(), from, ascent)).toEqual({
      side: 'input',
      node: ascent,
      input: 'image',
    });
  });
});

describe('the body of a node', () => {
  test('has its wire replaced rather than a picture turned into a mask', () => {
    const photo = add('load-image');
    const other = add('noise');
    const ascent = add('gradient-ascent');
    connect({ from: { node: photo, output: 'image' }, to: { node: ascent, input: 'image' } });
    const from: SocketEnd = { side: 'output', node: other, output: 'image' };
    expect(bestSocketOf(now(), from, ascent)).toMatchObject({ input: 'image' });
  });

  test('takes back the wire that was detached from it', () => {
    const photo = add('load-image');
    const split = add('octave-split');
    connect({ from: { node: photo, output: 'image' }, to: { node: split, input: 'image' } });
    const from: SocketEnd = { side: 'output', node: photo, output: 'image' };
    const [edge] = now().edges;
    expect(bestSocketOf(now(), from, split)).toBeUndefined();
    expect(bestSocketOf(now(), from, split, edge?.id)).toMatchObject({ input: 'image' });
  });
});

describe('a second objective where there is one', () => {
  const objective = (node: string) => ({ node, output: 'objective' });
  const sourcesOf = (node: string) =>
    now()
      .edges.filter(({ to }) => to.node === node)
      .map(({ from }) => from.node);

  test('is combined with it, and a third with both, each as one step', () => {
    const ascent = add('gradient-ascent', 900, 0);
    const [first, second, third] = [add('layer-objective'), add('regulariser'), add('regulariser')];
    const to = { node: ascent, input: 'objective' };
    connect({ from: objective(first), to });
    const wire = { from: objective(second), to };
    const taken = takenBy(now(), wire);
    if (!taken) throw new Error('Nothing is offered.');
    expect(taken.title).toBe('Layer Objective');
    combine(wire, taken);
    const sum = now().nodes.find(({ type }) => type === 'combine-objectives')?.id ?? '';
    expect(sourcesOf(sum)).toEqual([first, second]);
    expect(sourcesOf(ascent)).toEqual([sum]);

    const last = { from: objective(third), to };
    const both = takenBy(now(), last);
    if (both) combine(last, both);
    expect(sourcesOf(sum)).toEqual([first, second, third]);
    undo();
    undo();
    expect(sourcesOf(ascent)).toEqual([first]);
  });

  test('is offered nowhere else', () => {
    const [photo, other, split] = [add('load-image'), add('noise'), add('octave-split')];
    const to = { node: split, input: 'image' };
    connect({ from: { node: photo, output: 'image' }, to });
    expect(takenBy(now(), { from: { node: other, output: 'image' }, to })).toBeUndefined();
    const [sum, one, two] = [add('combine-objectives'), add('regulariser'), add('regulariser')];
    const many = { node: sum, input: 'objectives' };
    connect({ from: objective(one), to: many });
    expect(takenBy(now(), { from: objective(two), to: many })).toBeUndefined();
  });
});

describe('arrow keys on the canvas', () => {
  test('follow wires to the left and right, and look for neighbours up and down', () => {
    const photo = add('load-image', 0, 0);
    const split = add('octave-split', 300, 0);
    const below = add('noise', 0, 300);
    connect({ from: { node: photo, output: 'image' }, to: { node: split, input: 'image' } });
    expect(nextNode(now(), photo, 'right')).toBe(split);
    expect(nextNode(now(), split, 'left')).toBe(photo);
    expect(nextNode(now(), photo, 'down')).toBe(below);
    expect(nextNode(now(), below, 'up')).toBe(photo);
    expect(nextNode(now(), below, 'down')).toBeUndefined();
  });

  test('begin somewhere when nothing is selected', () => {
    expect(nextNode(now(), undefined, 'right')).toBeUndefined();
    const photo = add('load-image');
    expect(nextNode(now(), undefined, 'right')).toBe(photo);
  });
});

test('Previous Frame closes a circle, and begins with what came into the socket before', () => {
  const photo = add('load-image');
  const turn = add('transform', 300);
  const blur = add('blur-sharpen', 600);
  const wire = (from: string, to: string) =>
    connect({ from: { node: from, output: 'image' }, to: { node: to, input: 'image' } });
  wire(photo, turn);
  wire(turn, blur);
  const from: SocketEnd = { side: 'output', node: blur, output: 'image' };
  const to: SocketEnd = { side: 'input', node: turn, input: 'image' };
  const check = checkEnds(now(), from, to);
  expect(check).toMatchObject({ ok: false, bridge: 'previous-frame' });
  joinThrough('previous-frame', from, to);
  const wires = now().edges.map((edge) => `${edge.from.node} ${edge.to.node}.${edge.to.input}`);
  expect(wires.sort()).toEqual([
    `${blur} previous-frame.next`,
    `${photo} previous-frame.first`,
    `previous-frame ${turn}.image`,
    `${turn} ${blur}.image`,
  ]);
  undo();
  expect(now().edges).toHaveLength(2);
});
