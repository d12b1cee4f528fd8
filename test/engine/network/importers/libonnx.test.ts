import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { translators } from '../../../../src/engine/network/importers/onnx/translate.ts';
import { casesOf, isInstalled, type Outcome, openCase, run } from './libonnx.ts';

/** Of each group of ONNX's own tests, how many there are in the version that the list below is of. */
const groups = { 'pytorch-converted': 82, 'pytorch-operator': 35, simple: 23, node: 932 };
type Group = keyof typeof groups;

/** Windows of 60x80 pixels, and a batch of twenty: a minute for three tests, which pass. */
const slow = new Set([
  'pytorch-converted/test_MaxPool1d_stride_padding_dilation',
  'pytorch-converted/test_MaxPool2d_stride_padding_dilation',
  'pytorch-operator/test_operator_conv',
]);

/** Why those that fail do. */
const known: ReadonlyMap<string, string> = new Map([
  ['node/test_cast_FLOAT_to_BFLOAT16', 'what it expects is stored as whole numbers'],
  ['node/test_castlike_FLOAT_to_BFLOAT16', 'what it expects is stored as whole numbers'],
  ['node/test_castlike_FLOAT_to_BFLOAT16_expanded', 'what it expects is stored as whole numbers'],
  ['node/test_quantizelinear', 'pictures are not rounded: dreams go through'],
  ['node/test_quantizelinear_axis', 'pictures are not rounded: dreams go through'],
]);

const operations = new Set(translators.keys());
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  if (!isInstalled) return;
  await tf.setBackend('cpu');
  for (const name of Object.keys(groups).flatMap(casesOf)) {
    if (slow.has(name)) continue;
    const one = openCase(name);
    const nothing: Outcome = { kind: 'outside', reason: 'reads or gives no tensors of numbers' };
    outcomes.set(name, one ? await run(one, operations) : nothing);
  }
}, 300_000);

const count = (group: Group, ...kinds: readonly Outcome['kind'][]) =>
  [...outcomes].filter(([name, { kind }]) => name.startsWith(group) && kinds.includes(kind)).length;

test.runIf(isInstalled)('what is about pictures passes, or is refused with a reason', () => {
  const failed = [...outcomes].flatMap(([name, outcome]) =>
    outcome.kind === 'fails' && !known.has(name) ? `${name} ${outcome.reason}` : [],
  );
  expect(failed).toEqual([]);
  const found = (kind: Outcome['kind']) =>
    [...outcomes.values()].filter((outcome) => outcome.kind === kind).length;
  expect(found('passes') / (found('passes') + found('fails'))).toBeGreaterThan(0.95);
});

test.runIf(isInstalled)('most layers of PyTorch that can read a picture are supported', () => {
  const group = 'pytorch-converted';
  const share = count(group, 'passes') / count(group, 'passes', 'fails', 'refused', 'unknown');
  expect(share).toBeGreaterThan(0.9);
});

const total = Object.values(groups).reduce((sum, size) => sum + size, 0);

test.runIf(isInstalled && Object.keys(groups).flatMap(casesOf).length === total)(
  'nothing has changed in the list of what does not pass',
  async () => {
    await expect(list()).toMatchFileSnapshot('../../../fixtures/networks/libonnx.txt');
  },
);

/** Counts, then everything that does not pass, with its reason. */
function list(): string {
  const kinds = ['passes', 'fails', 'refused', 'unknown', 'outside'] as const;
  const counts = (Object.keys(groups) as Group[]).map(
    (group) => `${group}: ${kinds.map((kind) => `${count(group, kind)} ${kind}`).join(', ')}`,
  );
  const rest = [...outcomes].flatMap(([name, outcome]) => {
    if (outcome.kind === 'passes') return [];
    const reason = outcome.kind === 'unknown' ? outcome.operation : outcome.reason;
    return `${outcome.kind} ${name}: ${known.get(name) ?? reason}`;
  });
  return [...counts, '', ...rest.sort(), ''].join('\n');
}
