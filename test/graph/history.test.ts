import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import type { Command } from '../../src/graph/commands/command.ts';
import {
  createHistory,
  endGesture,
  execute,
  type History,
  redo,
  setView,
  undo,
} from '../../src/graph/commands/history.ts';
import { catalog, graph } from './catalog.ts';

const document = graph(['a: blend', 'b: blend'], ['a.image -> b.base']);

function run(history: History, command: Command, gesture?: string): History {
  const result = execute(history, catalog, command, gesture);
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value.history;
}

const scale = (value: number): Command => ({
  type: 'set-param',
  node: 'a',
  param: 'octaveScale',
  value,
});
const moveA = (x: number): Command => ({ type: 'move', nodes: { a: { x, y: 0 } } });

describe('history', () => {
  test('names what undo takes back', () => {
    const history = run(createHistory(document), scale(1.5));
    expect(history.past.at(-1)?.label).toBe('Set octave scale');
    expect(undo(history).document).toEqual(document);
    expect(undo(history).future.at(-1)?.label).toBe('Set octave scale');
    expect(redo(undo(history)).document).toEqual(history.document);
  });

  test('keeps one entry for a gesture, as small as its result', () => {
    let history = createHistory(document);
    for (let x = 1; x <= 500; x++) history = run(history, moveA(x), 'drag');
    expect(history.past).toHaveLength(1);
    expect(history.past[0]?.patches).toHaveLength(1);
    expect(undo(history).document).toEqual(document);
    expect(redo(undo(history)).document.nodes[0]?.position.x).toBe(500);
  });

  test('keeps one entry for a gesture of different commands', () => {
    let history = run(createHistory(document), { type: 'remove', nodes: ['b'] }, 'g');
    history = run(history, moveA(5), 'g');
    history = run(
      history,
      { type: 'add-nodes', nodes: [{ type: 'blend', position: { x: 0, y: 0 } }] },
      'g',
    );
    expect(history.past.map(({ label }) => label)).toEqual(['Remove Blend']);
    expect(undo(history).document).toEqual(document);
    expect(redo(undo(history)).document).toEqual(history.document);
  });

  test('begins a new entry after the gesture has ended, been undone, or another command', () => {
    const first = run(createHistory(document), moveA(1), 'drag');
    expect(run(endGesture(first), moveA(2), 'drag').past).toHaveLength(2);
    expect(run(first, moveA(2)).past).toHaveLength(2);
    expect(run(first, moveA(2), 'other').past).toHaveLength(2);
    expect(run(undo(first), moveA(2), 'drag').past).toHaveLength(1);
  });

  test('forgets the future once something else is done, but not when nothing is', () => {
    const undone = undo(run(createHistory(document), scale(1.5)));
    expect(run(undone, scale(1.4)).future).toHaveLength(1);
    expect(run(undone, scale(1.6)).future).toHaveLength(0);
  });

  test('leaves the view alone', () => {
    const view = { x: 9, y: 8, zoom: 2 };
    const history = setView(run(createHistory(document), scale(1.5)), view);
    expect(history.past).toHaveLength(1);
    expect(undo(history).document).toEqual({ ...document, view });
    const other = { ...graph([]), view: { x: 1, y: 1, zoom: 1 } };
    const replaced = run(history, { type: 'replace-document', document: other });
    expect(replaced.document.view).toEqual(view);
    expect(undo(replaced).document).toEqual(history.document);
    expect(setView(history, { x: Number.NaN, y: 0, zoom: 1 })).toBe(history);
  });

  test('keeps the last entries within its limit', () => {
    let history = createHistory(document, 3);
    for (const value of [1.1, 1.2, 1.3, 1.5, 1.6]) history = run(history, scale(value));
    for (let step = 0; step < 9; step++) history = undo(history);
    expect(history.document.nodes[0]?.params.octaveScale).toBe(1.2);
  });

  test('tells what was made, and changes nothing when a command is refused', () => {
    const history = createHistory(document);
    const added = execute(history, catalog, {
      type: 'add-nodes',
      nodes: [{ type: 'blend', position: { x: 0, y: 0 } }],
    });
    expect(added).toMatchObject({ ok: true, value: { created: ['blend'], label: 'Add Blend' } });
    expect(execute(history, catalog, scale(99))).toMatchObject({
      ok: false,
      problem: { code: 'param-value' },
    });
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });
});
