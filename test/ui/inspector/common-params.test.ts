import { beforeEach, expect, test } from 'vitest';
import { emptyDocument } from '../../../src/graph/document/document.ts';
import { addNode } from '../../../src/ui/document/add-node.ts';
import { openDocument, undo, useDocument } from '../../../src/ui/document/document-store.ts';
import {
  cancelParams,
  connect,
  resetParams,
  setParam,
  setParams,
} from '../../../src/ui/document/edits.ts';
import { commonParams } from '../../../src/ui/inspector/common-params.ts';

const add = (type: string) => addNode(type, { at: { x: 0, y: 0 } }) ?? '';
const common = (...ids: readonly string[]) => commonParams(useDocument.getState().shown, ids);
const shownValue = (key: string, ...ids: readonly string[]) =>
  common(...ids).find((each) => each.key === key)?.value;

beforeEach(() => openDocument(emptyDocument(), 'test'));

test('what all have alike is common, with its value if that is the same', () => {
  const [one, two, guide] = [
    add('layer-objective'),
    add('layer-objective'),
    add('guide-objective'),
  ];
  setParam(one, 'weight', 2, true);
  const keys = common(one, two, guide).map(({ key }) => key);
  expect(keys).toContain('weight');
  expect(keys).not.toContain('guideSize');
  expect(shownValue('weight', one, two)).toBeUndefined();
  expect(shownValue('weight', two, guide)).toBe(1);
  expect(common(one, add('load-image')).map(({ key }) => key)).toEqual([]);
});

test('what a wire sets is not offered', () => {
  const [one, two] = [add('gradient-ascent'), add('gradient-ascent')];
  const number = add('number');
  connect({ from: { node: number, output: 'number' }, to: { node: one, input: 'iterations' } });
  const keys = common(one, two).map(({ key }) => key);
  expect(keys).not.toContain('iterations');
  expect(keys).toContain('strength');
});

test('a change is one step of history, and a cancelled one is none', () => {
  const ids = [add('gradient-ascent'), add('gradient-ascent'), add('gradient-ascent')];
  setParam(ids[0] ?? '', 'iterations', 30, true);
  const before = useDocument.getState().document;
  for (const value of [11, 12, 13]) setParams(ids, 'iterations', value, value === 13);
  expect(shownValue('iterations', ...ids)).toBe(13);
  undo();
  expect(useDocument.getState().document).toEqual(before);
  const { past } = useDocument.getState().history;
  setParams(ids, 'iterations', 40, false);
  cancelParams(ids, 'iterations');
  expect(useDocument.getState().document).toEqual(before);
  expect(useDocument.getState().history.past).toBe(past);
  resetParams(ids, 'iterations');
  expect(shownValue('iterations', ...ids)).toBe(10);
  undo();
  expect(useDocument.getState().document).toEqual(before);
});
