import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { presetNames } from '../../src/cli/graph/open-graph.ts';
import { problemText } from '../../src/common/result.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { withVariant } from '../../src/graph/document/variants.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile } from '../../src/runtime/compile/compile.ts';

/** Graph -> variant, or '' -> node -> its key and that of its long work. */
type Keys = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string[]>>>>>>;

const fixtures = new URL('../fixtures/', import.meta.url);

function keysOf(document: Document): Readonly<Record<string, readonly string[]>> {
  const environment = { profile: 'test', files: new Map(), seed: () => 1 };
  const targets = document.nodes.map(({ id }) => id);
  const { plan } = compile(document, catalog, { environment, targets });
  return Object.fromEntries(
    plan.steps.map(({ node, key, memoKey }) => [node, memoKey ? [key, memoKey] : [key]]),
  );
}

/** By the app of before sequences, of every preset and fixture of then. */
const recorded = JSON.parse(await readFile(new URL('still-keys.json', fixtures), 'utf8')) as Keys;

test.each(Object.keys(recorded))(
  '%s keeps the keys it had before there were films',
  async (name) => {
    const [kind, ...rest] = name.split(' ');
    const file = rest.join(' ');
    const url =
      kind === 'preset'
        ? new URL(`../../presets/${file}.json`, import.meta.url)
        : new URL(`documents/${file}`, fixtures);
    const parsed = parseDocument(await readFile(url, 'utf8'), catalog);
    if (!parsed.ok) throw new Error(problemText(parsed.problem));
    const { document } = parsed.value;
    const keys = {
      '': keysOf(document),
      ...Object.fromEntries(
        document.variants.map((variant) => [variant.id, keysOf(withVariant(document, variant))]),
      ),
    };
    expect(keys).toEqual(recorded[name]);
  },
);

test('the record has every preset and document of then', async () => {
  const presets = (await presetNames()).map((name) => `preset ${name}`);
  const documents = await readdir(fileURLToPath(new URL('documents', fixtures)));
  expect(Object.keys(recorded)).toHaveLength(25);
  expect(presets.filter((name) => recorded[name])).toHaveLength(20);
  expect(documents.filter((name) => recorded[`fixture ${name}`])).toHaveLength(5);
});
