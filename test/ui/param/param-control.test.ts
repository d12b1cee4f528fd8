import React, { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NodeDefinition } from '../../../src/graph/definition/definition.ts';
import { type Document, emptyDocument } from '../../../src/graph/document/document.ts';
import type { Json } from '../../../src/graph/document/json.ts';
import { partTitle } from '../../../src/graph/document/names.ts';
import type { Param } from '../../../src/graph/params/param.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { openDocument, showVariant } from '../../../src/ui/document/document-store.ts';
import { ParamControl } from '../../../src/ui/param/ParamControl.tsx';

const definitions: readonly NodeDefinition[] = Object.values(catalog);

// React's server renders the state that a store began with; here the present one is asked for.
beforeEach(() => {
  vi.spyOn(React, 'useSyncExternalStore').mockImplementation((_, getState) => getState());
});
afterEach(() => {
  vi.restoreAllMocks();
  openDocument(emptyDocument(), 'empty');
});

/** Opens a graph of one node, with a variant that changes some of its values. */
function open(
  type: string,
  params: Readonly<Record<string, Json>> = {},
  changes: Readonly<Record<string, Json>> = {},
): void {
  const position = { x: 0, y: 0 };
  const document: Document = {
    ...emptyDocument(),
    nodes: [{ id: 'n', type, version: definitionOf(type).version, position, params }],
    variants: [{ id: 'v', name: 'V', params: { n: changes } }],
  };
  openDocument(document, 'test');
}

function definitionOf(type: string): NodeDefinition {
  const found = definitions.find((definition) => definition.type === type);
  if (!found) throw new Error(`There is no node type ${type}.`);
  return found;
}

/** The control as HTML. */
function control(type: string, name: string, driven = false): string {
  const props = { node: 'n', definition: definitionOf(type), name, driven };
  return renderToStaticMarkup(createElement(ParamControl, props));
}

const every = definitions.flatMap(({ type, params }) =>
  Object.entries(params).map(([name, spec]) => ({ type, name, spec })),
);
const kinds = [
  ...new Map<Param['type'], (typeof every)[number]>(
    every.map((each) => [each.spec.type, each]),
  ).values(),
];

describe('the control of a parameter', () => {
  test.each(kinds)('of the kind $spec.type has a name', ({ type, name, spec }) => {
    open(type);
    const html = control(type, name);
    const label = partTitle(name, spec).replaceAll('&', '&amp;');
    expect(html).toMatch(new RegExp(`(aria-label="[^"]*|>)${label}`));
  });

  test('shows the stored value, else the default', () => {
    open('gradient-ascent', { iterations: 33 });
    expect(control('gradient-ascent', 'iterations')).toContain('aria-valuenow="33"');
    open('gradient-ascent');
    const { iterations } = definitionOf('gradient-ascent').params;
    expect(control('gradient-ascent', 'iterations')).toContain(
      `aria-valuenow="${iterations?.default}"`,
    );
  });

  test('a wire sets the value: it cannot be changed here', () => {
    open('gradient-ascent');
    const html = control('gradient-ascent', 'iterations', true);
    expect(html).toContain('by wire');
    expect(html).toContain('disabled');
  });

  test('a value that does not fit is shown as it is, with what would fit', () => {
    open('gradient-ascent', { iterations: 'many' });
    const html = control('gradient-ascent', 'iterations');
    expect(html).toContain('many');
    expect(html).toContain('role="alert"');
  });

  test('a value of the shown variant is marked, another is not', () => {
    open('gradient-ascent', {}, { iterations: 7 });
    const before = control('gradient-ascent', 'iterations');
    showVariant('v');
    const shown = control('gradient-ascent', 'iterations');
    expect(shown).toContain('aria-valuenow="7"');
    expect(before).not.toContain('data-changed');
    expect(shown).toMatch(/data-changed.*<del[^>]*>10<\/del>.*<ins[^>]*>7</);
    expect(control('gradient-ascent', 'step')).not.toContain('data-changed');
  });
});
