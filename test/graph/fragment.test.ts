import { expect, test } from 'vitest';
import { problemText } from '../../src/common/result.ts';
import { applyCommand } from '../../src/graph/commands/apply.ts';
import type { CommandOf } from '../../src/graph/commands/command.ts';
import { copyFragment } from '../../src/graph/commands/fragment.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog, graph, node } from './catalog.ts';

const at = (x: number, y: number) => ({ x, y });

const document = graph(
  [
    'photo: make-image',
    node('one: blend', { position: at(100, 50), frame: 'f', label: 'One' }),
    node('two-7: blend', { position: at(300, 20) }),
    'end: take-image',
  ],
  ['photo.out -> one.base', 'one.image -> two-7.base', 'two-7.image -> end.in'],
  {
    frames: [{ id: 'f', title: 'F', position: at(80, 10), size: { width: 200, height: 200 } }],
    notes: [{ id: 'n', text: 'N', position: at(90, 60), frame: 'f' }],
  },
);

function paste(into: Document, command: Omit<CommandOf<'paste'>, 'type'>) {
  const result = applyCommand(into, catalog, { type: 'paste', ...command });
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}

/** Through the clipboard, as text. */
function copied(items: Parameters<typeof copyFragment>[1]): Document {
  const parsed = parseDocument(serialiseDocument(copyFragment(document, items)), catalog);
  if (!parsed.ok) throw new Error(problemText(parsed.problem));
  return parsed.value.document;
}

const wires = ({ edges }: Document) =>
  edges.map(({ from, to }) => `${from.node}.${from.output} -> ${to.node}.${to.input}`);

test('a paste into another graph has fresh ids, its inner wires and its own place', () => {
  const fragment = copied({ nodes: ['one', 'two-7'] });
  const {
    document: result,
    created,
    label,
  } = paste(graph(['two: blend', 'photo: make-image']), {
    fragment,
    at: at(0, 0),
  });
  expect(label).toBe('Paste 2 nodes');
  expect(created).toEqual(['one', 'two-2']);
  expect(result.nodes.slice(2)).toEqual([
    node('one: blend', { position: at(0, 30), label: 'One' }),
    node('two-2: blend', { position: at(200, 0) }),
  ]);
  // The photo there is another one, though it has the same id.
  expect(wires(result)).toEqual(['one.image -> two-2.base']);
});

test('a duplicate in the same graph may keep its inputs', () => {
  const { document: result } = paste(document, {
    fragment: copied({ nodes: ['one', 'two-7'] }),
    keepInputs: true,
  });
  expect(wires(result).slice(3)).toEqual(['photo.out -> one-2.base', 'one-2.image -> two.base']);
  expect(result.nodes[4]?.position).toEqual(at(100, 50));
});

test('a frame brings what is in it, and its copy holds the copies', () => {
  const fragment = copied({ frames: ['f'] });
  const { document: result, created, label } = paste(document, { fragment, at: at(1000, 1000) });
  expect(label).toBe('Paste 3 items');
  expect(created).toEqual(['one-2', 'frame', 'note']);
  expect(result.frames[1]).toMatchObject({ id: 'frame', title: 'F', position: at(1000, 1000) });
  expect(result.nodes[4]).toMatchObject({ id: 'one-2', frame: 'frame', position: at(1020, 1040) });
  expect(result.notes[1]).toMatchObject({ id: 'note', frame: 'frame', position: at(1010, 1050) });
});

test('a node copied without its frame leaves it', () => {
  const { document: result } = paste(document, { fragment: copied({ nodes: ['one'] }) });
  expect(result.nodes[4]).not.toHaveProperty('frame');
});

test('nodes of unknown types are pasted with all they hold', () => {
  const strange = graph([{ ...node('x: future'), params: { beam: [1] }, extra: true } as never]);
  const { document: result } = paste(document, { fragment: strange });
  expect(result.nodes[4]).toEqual(strange.nodes[0]);
});

test('an empty fragment is refused', () => {
  const result = applyCommand(document, catalog, { type: 'paste', fragment: graph([]) });
  expect(result).toMatchObject({ ok: false, problem: { code: 'nothing-to-paste' } });
});
