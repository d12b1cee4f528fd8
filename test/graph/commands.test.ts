import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand, patchDocument } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/command.ts';
import { newNodeIds } from '../../src/graph/commands/nodes.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { variantCell } from '../../src/graph/document/sweep.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog, graph, node, wire } from './catalog.ts';

function run(document: Document, command: Command) {
  const result = applyCommand(document, catalog, command);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

function refused(document: Document, command: Command) {
  const result = applyCommand(document, catalog, command);
  if (result.ok) throw new Error(`${command.type} was allowed.`);
  return result.problem;
}

const wires = ({ edges }: Document) =>
  edges.map(({ from, to }) => `${from.node}.${from.output} -> ${to.node}.${to.input}`);
const ids = ({ nodes }: Document) => nodes.map(({ id }) => id);
const at = (x: number, y: number) => ({ x, y });

const chain = graph(
  ['photo: make-image', 'one: blend', 'two: blend', 'amount: make-number'],
  ['photo.out -> one.base', 'one.image -> two.base', 'amount.out -> one.amount'],
  {
    exposed: [{ name: 'mix', node: 'one', param: 'amount' }],
    variants: [{ id: 'v', name: 'Strong', params: { one: { amount: 1 }, two: { amount: 0.75 } } }],
  },
);

describe('every command', () => {
  test('leaves the document it got alone, and its patches lead there and back', () => {
    const before = JSON.stringify(chain);
    const { document, patches, inverse, label } = run(chain, {
      type: 'set-param',
      node: 'one',
      param: 'octaveScale',
      value: 1.5,
    });
    expect(JSON.stringify(chain)).toBe(before);
    expect(label).toBe('Set octave scale');
    expect(patchDocument(chain, patches)).toEqual(document);
    expect(patchDocument(document, inverse)).toEqual(chain);
  });

  test('makes no patches when it changes nothing', () => {
    const commands: readonly Command[] = [
      { type: 'set-param', node: 'one', param: 'gains', value: [1] },
      { type: 'reset-param', node: 'one' },
      { type: 'move', nodes: { one: at(0, 0) } },
      { type: 'set-label', node: 'one', label: ' ' },
      { type: 'set-state', nodes: ['one'], state: 'active' },
      { type: 'reconnect', edge: 'e1', wire: wire('photo.out -> one.base') },
      { type: 'set-variant-param', variant: 'v', node: 'one', param: 'amount', value: 1 },
      { type: 'reorder-variant', variant: 'v', index: 3 },
      { type: 'rename-document', name: 'Test' },
    ];
    for (const command of commands) expect(run(chain, command).patches).toEqual([]);
  });
});

describe('nodes', () => {
  test('are added with defaults, the version of their type and a readable id', () => {
    const { document, created, label } = run(chain, {
      type: 'add-nodes',
      nodes: [
        { type: 'blend', position: at(5, -0), params: { amount: 0.25 } },
        { type: 'blend', position: at(6, 7), label: 'Second' },
        { type: 'grown', position: at(0, 0), id: 'mine' },
      ],
    });
    expect(label).toBe('Add 3 nodes');
    expect(created).toEqual(['blend', 'blend-2', 'mine']);
    expect(newNodeIds(chain, ['blend', 'blend'])).toEqual(['blend', 'blend-2']);
    expect(document.nodes.slice(4)).toEqual([
      {
        ...node('blend', { position: at(5, 0) }),
        params: { ...node('blend').params, amount: 0.25 },
      },
      node('blend-2: blend', { position: at(6, 7), label: 'Second' }),
      node('mine: grown'),
    ]);
  });

  test.each([
    [
      { type: 'blnd', position: at(0, 0) },
      'The node type "blnd" is not known here. Closest: blend.',
    ],
    [{ type: 'blend', position: at(0, 0), id: 'one' }, 'The id "one" is taken. Use another.'],
    [{ type: 'blend', position: at(0, 0), id: '__proto__' }, '"__proto__" cannot be an id.'],
    [{ type: 'blend', position: at(Number.NaN, 0) }, 'NaN cannot be a place or a size.'],
    [{ type: 'blend', position: at(0, 0), params: { amuont: 1 } }, 'Closest: amount.'],
    [{ type: 'blend', position: at(0, 0), params: { amount: 2 } }, 'Use a number from 0 to 1.'],
    [{ type: 'blend', position: at(0, 0), frame: 'x' }, 'There is no frame "x".'],
  ])('are refused when something is wrong: %j', (wanted, message) => {
    expect(problemText(refused(chain, { type: 'add-nodes', nodes: [wanted] }))).toContain(message);
  });

  test('go with their wires, variant changes and exposed parameters', () => {
    const { document, label } = run(chain, { type: 'remove', nodes: ['one'] });
    expect(label).toBe('Remove Blend');
    expect(ids(document)).toEqual(['photo', 'two', 'amount']);
    expect(wires(document)).toEqual([]);
    expect(document.exposed).toEqual([]);
    expect(document.variants[0]?.params).toEqual({ two: { amount: 0.75 } });
  });

  test('heal the wire they were on, through all that go at once', () => {
    expect(wires(run(chain, { type: 'remove', nodes: ['one'], heal: true }).document)).toEqual([
      'photo.out -> two.base',
    ]);
    const long = graph(
      ['photo: make-image', 'r: reroute', 'one: blend', 'end: take-image'],
      ['photo.out -> r.value', 'r.value -> one.base', 'one.image -> end.in'],
    );
    expect(wires(run(long, { type: 'remove', nodes: ['r', 'one'], heal: true }).document)).toEqual([
      'photo.out -> end.in',
    ]);
  });

  test('are bypassed only where their type says what comes out', () => {
    const muted = run(chain, { type: 'set-state', nodes: ['one', 'photo'], state: 'muted' });
    expect(muted.label).toBe('Mute 2 nodes');
    const bypassed = run(muted.document, { type: 'set-state', nodes: ['one'], state: 'bypassed' });
    expect(bypassed.document.nodes.map(({ state }) => state)).toEqual([
      'muted',
      'bypassed',
      undefined,
      undefined,
    ]);
    expect(
      problemText(refused(chain, { type: 'set-state', nodes: ['photo'], state: 'bypassed' })),
    ).toBe(
      'Make image cannot be bypassed: none of its inputs could stand for its output. Mute it instead.',
    );
  });

  test('collapse and open, and take a size from 120 to 600 px until they get their own back', () => {
    const small = run(chain, { type: 'set-collapsed', nodes: ['one', 'photo'], collapsed: true });
    expect(small.label).toBe('Collapse 2 nodes');
    expect(small.document.nodes.map(({ collapsed }) => collapsed)).toEqual([
      true,
      true,
      undefined,
      undefined,
    ]);
    const open = run(small.document, {
      type: 'set-collapsed',
      nodes: ['one', 'photo'],
      collapsed: false,
    });
    expect(open.document).toEqual(chain);

    const wide = run(chain, { type: 'resize-node', node: 'one', size: { width: 240 } });
    expect(wide.document.nodes[1]?.size).toEqual({ width: 240 });
    const large = run(chain, { type: 'resize-node', node: 'one', size: { width: 9, height: 9e9 } });
    expect(large.document.nodes[1]?.size).toEqual({ width: 120, height: 600 });
    const own = run(large.document, { type: 'resize-node', node: 'one', size: null });
    expect(own.document).toEqual(chain);
  });

  test('take a label and give it back', () => {
    const labelled = run(chain, { type: 'set-label', node: 'one', label: ' Mix ' });
    expect(labelled.document.nodes[1]?.label).toBe('Mix');
    const bare = run(labelled.document, { type: 'set-label', node: 'one', label: '' });
    expect(bare.document).toEqual(chain);
    expect(bare.label).toBe('Rename Mix');
  });
});

describe('parameters', () => {
  test('refusals name node and parameter', () => {
    const set = (param: string, value: number) =>
      problemText(refused(chain, { type: 'set-param', node: 'one', param, value }));
    expect(set('octaveScale', 5)).toBe(
      'Blend, octave scale: 5 does not fit. Use a number from 1 to 2.',
    );
    expect(set('octavScale', 1)).toBe('Blend has no parameter "octavScale". Closest: octaveScale.');
  });

  test('are reset one by one or all together', () => {
    const changed = graph([
      node('b: blend', { params: { ...node('blend').params, amount: 1, gains: [2] } }),
    ]);
    const one = run(changed, { type: 'reset-param', node: 'b', param: 'gains' });
    expect(one.label).toBe('Reset gains');
    expect(one.document.nodes[0]?.params).toMatchObject({ amount: 1, gains: [1] });
    const all = run(changed, { type: 'reset-param', node: 'b' });
    expect(all.label).toBe('Reset Blend');
    expect(all.document.nodes[0]).toEqual(node('b: blend'));
  });

  test('unknown ones survive a reset', () => {
    const old = graph([node('b: blend', { params: { future: 1 } })]);
    expect(run(old, { type: 'reset-param', node: 'b' }).document.nodes[0]?.params.future).toBe(1);
  });
});

describe('wires', () => {
  test('replace the one at a single input', () => {
    const { document, label, created } = run(chain, {
      type: 'connect',
      wire: wire('photo.out -> two.base'),
    });
    expect(label).toBe('Connect Make image to Blend');
    expect(wires(document)).toEqual([
      'photo.out -> one.base',
      'amount.out -> one.amount',
      'photo.out -> two.base',
    ]);
    expect(document.edges.at(-1)?.id).toBe(created[0]);
  });

  test('that may not be are refused with the reason', () => {
    expect(refused(chain, { type: 'connect', wire: wire('two.image -> one.base') }).code).toBe(
      'cycle',
    );
    expect(problemText(refused(chain, { type: 'disconnect', edges: ['e9'] }))).toBe(
      'There is no wire "e9".',
    );
  });

  test('keep their id when an end moves, and do not stand in their own way', () => {
    const moved = run(chain, {
      type: 'reconnect',
      edge: 'e2',
      wire: wire('one.image -> two.over'),
    });
    expect(moved.document.edges.map(({ id, to }) => `${id} ${to.input}`)).toEqual([
      'e1 base',
      'e2 over',
      'e3 amount',
    ]);
    // Legal only because the wire from one to two goes away.
    const turned = run(chain, {
      type: 'reconnect',
      edge: 'e2',
      wire: wire('two.image -> one.over'),
    });
    expect(wires(turned.document)[1]).toBe('two.image -> one.over');
  });

  test('take a new node in between, and a Reroute alike', () => {
    const { document, label } = run(chain, {
      type: 'insert-node',
      edge: 'e1',
      node: { type: 'reroute', position: at(1, 2) },
    });
    expect(label).toBe('Insert Reroute');
    expect(wires(document)).toEqual([
      'reroute.value -> one.base',
      'one.image -> two.base',
      'amount.out -> one.amount',
      'photo.out -> reroute.value',
    ]);
    const number = refused(chain, {
      type: 'insert-node',
      edge: 'e3',
      node: { type: 'blend', position: at(0, 0) },
    });
    expect(problemText(number)).toBe(
      'Blend cannot go on this wire: it has no free input and output for what the wire carries.',
    );
  });

  test('take a node that is there already', () => {
    const loose = graph(['p: make-image', 'b: blend', 'e: take-image'], ['p.out -> e.in']);
    const { document } = run(loose, { type: 'insert-existing', edge: 'e1', node: 'b' });
    expect(wires(document)).toEqual(['b.image -> e.in', 'p.out -> b.base']);
    expect(refused(chain, { type: 'insert-existing', edge: 'e1', node: 'two' }).code).toBe(
      'no-way',
    );
  });
});

describe('frames and notes', () => {
  const framed = graph([node('a: blend', { frame: 'f', position: at(10, 10) }), 'b: blend'], [], {
    frames: [{ id: 'f', title: 'F', position: at(0, 0), size: { width: 99, height: 99 } }],
    notes: [{ id: 'n', text: 'N', position: at(20, 20), frame: 'f' }],
  });

  test('a frame takes along what is in it, except what has a place of its own', () => {
    const { document, label } = run(framed, { type: 'move', frames: { f: at(100, 50) } });
    expect(label).toBe('Move frame');
    expect(document.nodes.map(({ position }) => position)).toEqual([at(110, 60), at(0, 0)]);
    expect(document.notes[0]?.position).toEqual(at(120, 70));
    const both = run(framed, { type: 'move', frames: { f: at(100, 50) }, nodes: { a: at(1, 1) } });
    expect(both.document.nodes[0]?.position).toEqual(at(1, 1));
  });

  test('a frame that is removed leaves what is in it', () => {
    const { document } = run(framed, { type: 'remove', frames: ['f'] });
    expect(document.frames).toEqual([]);
    expect(document.nodes[0]).not.toHaveProperty('frame');
    expect(document.notes[0]).not.toHaveProperty('frame');
  });

  test('frames are made around nodes, edited, and joined and left', () => {
    const size = { width: 200, height: 100 };
    const made = run(chain, {
      type: 'add-frame',
      frame: { position: at(0, 0), size },
      nodes: ['one'],
    });
    expect(made.created).toEqual(['frame']);
    expect(made.document.nodes[1]?.frame).toBe('frame');
    const edited = run(made.document, {
      type: 'edit-frame',
      frame: 'frame',
      changes: { title: 'Mix', colour: '#112233', size: { width: -5, height: 10 } },
    });
    expect(edited.label).toBe('Rename frame');
    expect(edited.document.frames[0]).toMatchObject({
      title: 'Mix',
      colour: '#112233',
      size: { width: 0, height: 10 },
    });
    const left = run(edited.document, { type: 'set-frame', frame: null, nodes: ['one'] });
    expect(left.document.nodes).toEqual(chain.nodes);
  });

  test('notes are written and changed', () => {
    const made = run(chain, { type: 'add-note', note: { text: 'Hm', position: at(1, 2) } });
    expect(made.document.notes).toEqual([{ id: 'note', text: 'Hm', position: at(1, 2) }]);
    const edited = run(made.document, {
      type: 'edit-note',
      note: 'note',
      changes: { text: 'Aha' },
    });
    expect(edited.document.notes[0]?.text).toBe('Aha');
    expect(edited.label).toBe('Edit note');
  });
});

describe('exposed parameters', () => {
  test('get a free flag from their key', () => {
    const first = run(chain, { type: 'expose', node: 'one', param: 'octaveScale' });
    const second = run(first.document, { type: 'expose', node: 'two', param: 'octaveScale' });
    expect(second.document.exposed.map(({ name }) => name)).toEqual([
      'mix',
      'octave-scale',
      'octave-scale-2',
    ]);
    expect(first.label).toBe('Expose octave scale');
  });

  test('are hidden and renamed', () => {
    const renamed = run(chain, { type: 'rename-exposed', name: 'mix', to: 'blend' });
    expect(renamed.document.exposed[0]?.name).toBe('blend');
    expect(run(renamed.document, { type: 'hide', name: 'blend' }).document.exposed).toEqual([]);
  });

  test.each<[Command, string]>([
    [
      { type: 'expose', node: 'one', param: 'amount' },
      'This parameter is exposed as "mix" already.',
    ],
    [{ type: 'expose', node: 'two', param: 'amount', name: 'mix' }, '"mix" is exposed already.'],
    [
      { type: 'expose', node: 'two', param: 'amount', name: 'Mix it' },
      '"Mix it" cannot be a flag.',
    ],
    [{ type: 'hide', name: 'mx' }, 'No parameter is exposed as "mx". Closest: mix.'],
  ])('%j is refused', (command, message) => {
    expect(problemText(refused(chain, command))).toContain(message);
  });
});

describe('variants', () => {
  const params = (document: Document) => document.variants.map((variant) => variant.params);

  test('are created, duplicated beside the original, named apart and put in order', () => {
    const created = run(chain, {
      type: 'create-variant',
      name: 'strong',
      params: { one: { amount: 0 } },
    });
    expect(created.document.variants[1]).toEqual({
      id: 'variant',
      name: 'strong 2',
      params: { one: { amount: 0 } },
    });
    const { document } = run(created.document, { type: 'duplicate-variant', variant: 'v' });
    expect(document.variants.map(({ name }) => name)).toEqual(['Strong', 'Strong 3', 'strong 2']);
    const moved = run(document, { type: 'reorder-variant', variant: 'v', index: 99 }).document;
    expect(moved.variants.map(({ id }) => id)).toEqual(['variant-2', 'variant', 'v']);
    expect(
      run(moved, { type: 'delete-variant', variant: 'variant' }).document.variants,
    ).toHaveLength(2);
  });

  test('hold checked values, and nothing when the last one is reset', () => {
    const change = { variant: 'v', node: 'two', param: 'amount' } as const;
    const set = run(chain, { type: 'set-variant-param', ...change, value: 0.1 });
    expect(set.label).toBe('Set amount in variant Strong');
    expect(params(set.document)).toEqual([{ one: { amount: 1 }, two: { amount: 0.1 } }]);
    const reset = run(set.document, { type: 'reset-variant-param', ...change });
    expect(params(reset.document)).toEqual([{ one: { amount: 1 } }]);
    expect(refused(chain, { type: 'set-variant-param', ...change, value: 9 }).code).toBe(
      'param-value',
    );
    expect(refused(chain, { type: 'create-variant', params: { one: { x: 1 } } }).code).toBe(
      'unknown-param',
    );
  });

  test('"Write into the graph" changes the graph, and no other variant changes its picture', () => {
    const other = { id: 'w', name: 'Weak', params: { one: { amount: 0 } } };
    const both = { ...chain, variants: [...chain.variants, other] };
    const { document, label } = run(both, { type: 'apply-variant', variant: 'v' });
    expect(label).toBe('Use variant Strong');
    expect(document.nodes.map((item) => item.params.amount)).toEqual([
      undefined,
      1,
      0.75,
      undefined,
    ]);
    expect(params(document)).toEqual([
      { one: { amount: 1 }, two: { amount: 0.75 } },
      { one: { amount: 0 }, two: { amount: 0.5 } },
    ]);
  });

  test('are renamed to free names only', () => {
    const two = run(chain, { type: 'create-variant', name: 'Weak' }).document;
    expect(problemText(refused(two, { type: 'rename-variant', variant: 'v', name: 'WEAK' }))).toBe(
      'There is a variant WEAK already. Use another name.',
    );
    expect(run(two, { type: 'rename-variant', variant: 'v', name: 'Wild' }).label).toBe(
      'Rename variant Strong',
    );
  });
});

describe('sweeps', () => {
  const axis = (node: string, ...values: readonly number[]) => ({
    node,
    param: 'amount',
    values: values.map((value) => ({ value, label: String(value) })),
  });
  const command = {
    type: 'create-sweep',
    name: 'Amounts',
    axes: [axis('one', 0, 1), axis('two', 0.25, 0.5)],
    params: { two: { octaveScale: 1.5 } },
  } as const;
  const { document: swept, created } = run(chain, command);
  const own = (document: Document) => document.variants.filter(({ sweep }) => sweep === 'sweep');

  test('are a variant for each pair of values, with what all of them change', () => {
    expect(swept.sweeps).toEqual([{ id: 'sweep', name: 'Amounts', axes: command.axes }]);
    expect(created).toEqual(['sweep', ...own(swept).map(({ id }) => id)]);
    expect(own(swept).map(({ name }) => name)).toEqual(['0, 0.25', '0, 0.5', '1, 0.25', '1, 0.5']);
    expect(own(swept)[2]?.params).toEqual({
      one: { amount: 1 },
      two: { octaveScale: 1.5, amount: 0.25 },
    });
    expect(own(swept).map((variant) => variantCell(swept, variant))).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  test('are saved and opened with their variants', () => {
    const opened = parseDocument(serialiseDocument(swept), catalog);
    expect(opened).toMatchObject({ ok: true, value: { document: swept, warnings: [] } });
    expect(serialiseDocument(chain)).not.toContain('sweep');
  });

  test('go as one thing, with the last of their pictures, or with their node', () => {
    expect(run(swept, { type: 'delete-sweep', sweep: 'sweep' }).document).toEqual(chain);
    const one = own(swept).reduce(
      (document, { id }) => run(document, { type: 'delete-variant', variant: id }).document,
      swept,
    );
    expect(one).toEqual(chain);
    const without = run(swept, { type: 'remove', nodes: ['two'] }).document;
    expect(without.sweeps).toBeUndefined();
    expect(without.variants.map(({ id }) => id)).toEqual(['v']);
  });

  test('let go of a variant whose swept value is changed, and of a copy', () => {
    const id = own(swept)[0]?.id ?? '';
    const change = { type: 'set-variant-param', variant: id } as const;
    const other = run(swept, { ...change, node: 'one', param: 'octaveScale', value: 1.7 });
    expect(own(other.document)).toHaveLength(4);
    const left = run(swept, { ...change, node: 'one', param: 'amount', value: 0.3 });
    expect(own(left.document)).toHaveLength(3);
    expect(patchDocument(left.document, left.inverse)).toEqual(swept);
    const copied = run(swept, { type: 'duplicate-variant', variant: id });
    expect(own(copied.document)).toHaveLength(4);
  });

  test('are refused in words when they make no sense', () => {
    const sweep = (...axes: readonly ReturnType<typeof axis>[]) =>
      refused(chain, { type: 'create-sweep', name: 'S', axes }).code;
    expect(sweep()).toBe('bad-sweep');
    expect(sweep(axis('one', 1), axis('one', 0))).toBe('bad-sweep');
    expect(sweep(axis('one'))).toBe('bad-sweep');
    expect(sweep(axis('one', 0, 9))).toBe('param-value');
    expect(sweep(axis('ghost', 0))).toBe('unknown-node');
    expect(sweep(axis('one', ...Array.from({ length: 101 }, () => 0)))).toBe('sweep-too-large');
  });

  test('are renamed', () => {
    const named = run(swept, { type: 'rename-sweep', sweep: 'sweep', name: 'Mixes' });
    expect(named.document.sweeps?.[0]?.name).toBe('Mixes');
  });
});

describe('batches', () => {
  test('do all or nothing', () => {
    const add = (id: string): Command => ({
      type: 'add-nodes',
      nodes: [{ type: 'blend', id, position: at(0, 0) }],
    });
    const connect = (written: string): Command => ({ type: 'connect', wire: wire(written) });
    const { document, inverse, created } = run(chain, {
      type: 'batch',
      label: 'Add Blend',
      commands: [add('three'), connect('two.image -> three.base')],
    });
    expect(wires(document).at(-1)).toBe('two.image -> three.base');
    expect(created).toEqual(['three', 'e']);
    expect(patchDocument(document, inverse)).toEqual(chain);
    const failing = refused(chain, {
      type: 'batch',
      label: 'Add Blend',
      commands: [add('three'), connect('amount.out -> three.base')],
    });
    expect(failing.code).toBe('kind');
  });
});
