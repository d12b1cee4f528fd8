import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { embeddedNetworks } from '../../models/catalog.ts';
import { samples } from '../../models/samples.ts';
import { checkEdges } from '../../src/graph/connections/check-edges.ts';
import { findDefinition } from '../../src/graph/definition/definition.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { serialiseDocument } from '../../src/graph/file/serialise.ts';
import { catalog } from '../../src/nodes/catalog.ts';

/** What the command line and the gallery count on, for every preset. */
const files = readdirSync('presets').filter((file) => file.endsWith('.json'));
const texts = files.map((file) => ({ file, text: readFileSync(`presets/${file}`, 'utf8') }));

/** Flags of the command line that mean the same on every preset. */
const dreamFlags = {
  layer: ['layers'],
  octaves: ['count'],
  'octave-scale': ['ratio'],
  iterations: ['iterations'],
  step: ['stepSize'],
  form: ['form'],
  seed: ['seed'],
  size: ['size'],
  strength: ['strength'],
};

test('there are presets for each of the main uses', () => {
  expect(files).toEqual(
    expect.arrayContaining(['deepdream.json', 'guided-deepdream.json', 'deepstyle.json']),
  );
  expect(files.length).toBeGreaterThanOrEqual(9);
});

describe.each(texts)('$file', ({ file, text }) => {
  const parsed = parseDocument(text, catalog);
  const document = parsed.ok ? parsed.value.document : ({} as Document);

  test('loads without a warning, and is written as the editor writes it', () => {
    expect(parsed).toMatchObject({ ok: true, value: { warnings: [] } });
    expect(serialiseDocument(document)).toBe(text);
  });

  test('has only wires that may be drawn, and all that are needed', () => {
    expect([...checkEdges(document, catalog).values()]).toEqual([]);
    for (const { id, type } of document.nodes) {
      const inputs = findDefinition(catalog, type)?.inputs ?? {};
      const wired = document.edges.filter(({ to }) => to.node === id).map(({ to }) => to.input);
      const needed = Object.entries(inputs).filter(([, { optional }]) => !optional);
      expect(wired).toEqual(expect.arrayContaining(needed.map(([input]) => input)));
    }
  });

  test('stores every parameter, so that a later default does not change the picture', () => {
    for (const { type, params } of document.nodes) {
      const specs = Object.entries(findDefinition(catalog, type)?.params ?? {}).flatMap(
        ([key, { affects, beside }]) => {
          // What changes only from frame to frame changes no still.
          const isLeftOut = (affects === 'frame' && !document.sequence) || beside !== undefined;
          return isLeftOut ? [] : key;
        },
      );
      expect(Object.keys(params).sort()).toEqual(specs.sort());
    }
  });

  test('saves its picture under its own name', () => {
    const names = document.nodes.flatMap(({ type, params }) =>
      type === 'save-image' ? [`${params.name}.json`] : [],
    );
    expect(names.filter((name) => name !== file)).toEqual([]);
  });

  test('says what it makes', () => {
    expect(document.description).toMatch(/[.]$/);
    expect(document.notes.length).toBeGreaterThan(0);
  });

  test('exposes the flags that every dream has, each on the parameter it means', () => {
    const exposed = Object.fromEntries(document.exposed.map(({ name, param }) => [name, param]));
    // A lesson looks and does not dream.
    const dreams = document.nodes.some(({ type }) => type === 'gradient-ascent');
    for (const [flag, params] of Object.entries(dreams ? dreamFlags : {})) {
      expect(params, `--${flag}`).toContain(exposed[flag]);
    }
    for (const { node, param } of document.exposed) {
      expect(document.nodes.find(({ id }) => id === node)?.params).toHaveProperty(param);
    }
    expect(new Set(document.exposed.map(({ name }) => name)).size).toBe(document.exposed.length);
  });

  test('uses files that come with the app', () => {
    const bundled = [...embeddedNetworks, ...samples].map(({ name }) => name);
    for (const { type, params } of document.nodes) {
      // A clip is the person's own.
      if (!params.file || type === 'load-clip') continue;
      expect(params.file).toMatchObject({ from: 'bundled' });
      expect(bundled).toContain((params.file as { name: string }).name);
    }
  });
});
