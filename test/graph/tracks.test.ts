import { expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { Command } from '../../src/graph/commands/command.ts';
import { copyFragment } from '../../src/graph/commands/fragment.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { seriesOf } from '../../src/graph/document/series.ts';
import { withVariant } from '../../src/graph/document/variants.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { atFrame } from '../../src/graph/sequence/at-frame.ts';
import { catalog, graph } from './catalog.ts';

function run(document: Document, ...commands: readonly Command[]): Document {
  return commands.reduce((before, command) => {
    const result = applyCommand(before, catalog, command);
    if (!result.ok) throw new Error(problemText(result.problem));
    return result.value.document;
  }, document);
}

function refusal(document: Document, command: Command): string {
  const result = applyCommand(document, catalog, command);
  if (result.ok) throw new Error(`${command.type} was allowed.`);
  return result.problem.code;
}

const amount = { node: 'a', param: 'amount' };
const key = (frame: number, value: number, more = {}): Command => ({
  type: 'set-key',
  ...{ ...amount, frame, value, ...more },
});
const still = graph(['a: blend', 'b: blend'], [], {
  variants: [
    { id: 'v', name: 'V', params: { a: { amount: 0.25 } } },
    { id: 'w', name: 'W', params: {} },
  ],
});
const film = run(
  still,
  { type: 'set-sequence', sequence: { frames: 20, fps: 12 } },
  key(10, 1),
  key(0, 0, { ease: 'smooth' }),
);
const inWords = ({ tracks = [] }: Pick<Document, 'tracks'>) =>
  tracks.map(
    ({ node, param, keys }) =>
      `${node}.${param} ${keys.map((each) => `${each.frame}:${each.value}${each.ease ? ` ${each.ease}` : ''}`).join(', ')}`,
  );
const amounts = (document: Document, variant: string | undefined, ...frames: number[]) => {
  const own = document.variants.find(({ id }) => id === variant);
  const shown = own ? withVariant(document, own) : document;
  return frames.map((frame) => atFrame(shown, catalog, frame).nodes[0]?.params.amount);
};

test('keys come into order; one at the same frame is replaced and keeps its ease', () => {
  expect(inWords(film)).toEqual(['a.amount 0:0 smooth, 10:1']);
  expect(inWords(run(film, key(0, 0.5)))).toEqual(['a.amount 0:0.5 smooth, 10:1']);
});

test('a key is refused where a value of the parameter would be, and beyond', () => {
  expect(refusal(film, key(0, 9))).toBe('param-value');
  expect(refusal(film, key(-1, 0))).toBe('bad-frame');
  expect(refusal(film, key(0.5, 0))).toBe('bad-frame');
  expect(refusal(film, key(0, 0, { variant: 'ghost' }))).toBe('unknown-variant');
  expect(refusal(film, { type: 'remove-key', ...amount, frame: 3 })).toBe('no-key');
  const nowhere = { node: 'b', param: 'amount' };
  expect(refusal(film, { type: 'remove-track', ...nowhere })).toBe('no-track');
});

test('undo and refusals call a track by the names that a person sees', () => {
  const result = applyCommand(film, catalog, { type: 'remove-key', ...amount, frame: 0 });
  expect(result).toMatchObject({ ok: true, value: { label: 'Remove key of amount of Blend' } });
  const none = applyCommand(film, catalog, { type: 'remove-key', ...amount, frame: 3 });
  if (none.ok) throw new Error('There is no such key.');
  expect(problemText(none.problem)).toBe('There is no key of amount of Blend at frame 3.');
});

test('keys move together, not before the first frame, and what they land on gives way', () => {
  const both = [0, 10].map((frame) => ({ ...amount, frame }));
  const move = (keys: typeof both, by: number) => run(film, { type: 'move-keys', keys, by });
  expect(inWords(move(both, 5))).toEqual(['a.amount 5:0 smooth, 15:1']);
  expect(inWords(move(both.slice(1), -30))).toEqual(['a.amount 0:1']);
  expect(move(both, -3)).toBe(film);
});

test('the last key, and a track, leave a value behind', () => {
  const gone = run(
    film,
    { type: 'remove-key', ...amount, frame: 0 },
    { type: 'remove-key', ...amount, frame: 10 },
  );
  expect(gone).not.toHaveProperty('tracks');
  expect(gone.nodes[0]?.params.amount).toBe(1);
  const stopped = run(film, { type: 'remove-track', ...amount, frame: 5 });
  expect(stopped.nodes[0]?.params.amount).toBe(0.5);
});

test('a value that is set stands still, in the graph and in a variant', () => {
  expect(inWords(run(film, { type: 'set-param', ...amount, value: 0.1 }))).toEqual([]);
  expect(inWords(run(film, { type: 'reset-param', node: 'a' }))).toEqual([]);
  const moved = run(film, key(5, 0.9, { variant: 'w' }));
  const set = run(moved, { type: 'set-variant-param', variant: 'w', ...amount, value: 0.4 });
  expect(amounts(set, 'w', 0, 10)).toEqual([0.4, 0.4]);
  expect(inWords(set)).toEqual(inWords(film));
});

test('a key in a variant begins with the track of the graph, or with the value of the variant', () => {
  const moved = run(film, key(5, 0.9, { variant: 'w' }));
  expect(inWords(moved.variants[1] ?? {})).toEqual(['a.amount 0:0 smooth, 5:0.9, 10:1']);
  expect(inWords(moved)).toEqual(inWords(film));
  const first = run(film, key(5, 0.9, { variant: 'v' }));
  expect(inWords(first.variants[0] ?? {})).toEqual(['a.amount 5:0.9']);
  expect(first.variants[0]?.params).toEqual({});
  const reset = run(moved, { type: 'reset-variant-param', variant: 'w', ...amount });
  expect(reset.variants[1]).toEqual(film.variants[1]);
});

test('a still is made of the frame that is shown, and is saved as before there were films', () => {
  const moved = run(film, key(5, 0.9, { variant: 'w' }));
  const made = run(moved, { type: 'set-sequence', sequence: null, frame: 5 });
  expect(amounts(made, undefined, 0, 5)).toEqual([0.5, 0.5]);
  expect(amounts(made, 'w', 0)).toEqual([0.9]);
  expect(serialiseDocument(film)).toContain('"version": 2,\n  "name"');
  expect(serialiseDocument(made)).toContain('"version": 1,\n  "name"');
});

test('the length and speed of a film have bounds', () => {
  const length = (frames: number, fps: number): Command => ({
    type: 'set-sequence',
    sequence: { frames, fps },
  });
  for (const [frames, fps] of [
    [0, 24],
    [1.5, 24],
    [1e6, 24],
    [9, 0],
    [9, Number.NaN],
  ] as const) {
    expect(refusal(still, length(frames, fps))).toBe('bad-sequence');
  }
  expect(run(film, length(20, 12))).toBe(film);
});

test('a node takes its tracks along when it goes or is copied', () => {
  expect(run(film, { type: 'remove', nodes: ['a'] })).not.toHaveProperty('tracks');
  const fragment = copyFragment(film, { nodes: ['a'] });
  expect(inWords(run(film, { type: 'paste', fragment }))).toEqual([
    'a.amount 0:0 smooth, 10:1',
    'a-2.amount 0:0 smooth, 10:1',
  ]);
  const pasted = run(still, { type: 'paste', fragment });
  expect(pasted).not.toHaveProperty('tracks');
  expect(pasted.nodes.at(-1)?.params.amount).toBe(0);
});

test('a variant that is written into the graph changes no picture of the others', () => {
  const moved = run(film, key(5, 0.9, { variant: 'w' }), {
    type: 'create-variant',
    name: 'As the graph',
  });
  const frames = [0, 5, 10] as const;
  const before = ['v', 'w', 'variant'].map((id) => amounts(moved, id, ...frames));
  for (const variant of ['v', 'w']) {
    const applied = run(moved, { type: 'apply-variant', variant });
    expect(['v', 'w', 'variant'].map((id) => amounts(applied, id, ...frames))).toEqual(before);
    expect(amounts(applied, undefined, ...frames)).toEqual(amounts(moved, variant, ...frames));
  }
});

test('a series of films tells their tracks apart', () => {
  const other = run(film, key(5, 0.9));
  const stands = run(film, { type: 'set-param', ...amount, value: 0.3 });
  const members = [other, stands, film].map((document, at) => ({ name: `${at}`, document }));
  const bare = { ...film, variants: [] };
  const series = seriesOf({ name: 'first', document: bare }, members);
  expect(series.variants.map(({ name }) => name)).toEqual(['first', '0', '1']);
  const shown = series.variants.map(({ id }) => amounts(series, id, 0, 5, 10));
  expect(shown).toEqual([[0, 0.5, 1], amounts(other, undefined, 0, 5, 10), [0.3, 0.3, 0.3]]);
});
