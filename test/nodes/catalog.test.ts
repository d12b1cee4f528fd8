import { describe, expect, test } from 'vitest';
import { categories } from '../../src/graph/definition/definition.ts';
import { catalog } from '../../src/nodes/catalog.ts';

/** What the inspector, the CLI and the docs count on, for every node type. */
const definitions = Object.values(catalog);

test('holds every node type under its own name, grouped as the library shows them', () => {
  expect(Object.keys(catalog)).toEqual(definitions.map(({ type }) => type));
  const order = Object.keys(categories);
  const shown = definitions.map(({ category }) => order.indexOf(category));
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
});

test('titles are unique, and so are the first words people see', () => {
  const titles = definitions.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe.each(definitions)('$title', (definition) => {
  test('explains itself in one sentence and can be found by other words', () => {
    expect(definition.summary).toMatch(/^[A-Z].*[.]$/);
    expect(definition.keywords.length).toBeGreaterThan(0);
    expect(definition.keywords).toEqual([...new Set(definition.keywords)]);
  });

  test.each(Object.entries(definition.params))(
    'parameter %s has a label, help and a default that can be typed',
    (_key, spec) => {
      expect(spec.label).toMatch(/^[A-Z]/);
      expect(spec.help).toMatch(/[.]$/);
      const text = spec.format(spec.default as never);
      expect(spec.parse(text)).toEqual({ ok: true, value: spec.default });
    },
  );

  test('has no two parameters of one name that can be seen together', () => {
    const params = Object.values(definition.params);
    for (const { label, showWhen } of params) {
      const others = params.filter((other) => other.label === label && other.showWhen !== showWhen);
      for (const other of others) {
        expect(other.showWhen?.param, label).toBe(showWhen?.param);
        const values = [...(showWhen?.is ?? []), ...(other.showWhen?.is ?? [])];
        expect(values, label).toEqual([...new Set<unknown>(values)]);
      }
    }
    const always = params.flatMap(({ label, showWhen }) => (showWhen ? [] : label));
    expect(always).toEqual([...new Set(always)]);
  });

  test('shows a parameter only for values that the deciding one can take', () => {
    for (const { showWhen } of Object.values(definition.params)) {
      if (!showWhen) continue;
      const deciding = definition.params[showWhen.param as never] as {
        validate(v: unknown): object;
      };
      for (const value of showWhen.is) expect(deciding.validate(value)).toMatchObject({ ok: true });
    }
  });
});
