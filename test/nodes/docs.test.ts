import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeDocs } from '../../scripts/node-docs.ts';
import { catalog } from '../../src/nodes/catalog.ts';

test('docs/nodes.md says what the definitions say (npm run -s docs writes it)', () => {
  expect(readFileSync('docs/nodes.md', 'utf8')).toBe(nodeDocs());
});

test('names every node type and every parameter', () => {
  const page = nodeDocs();
  for (const { type, title, params } of Object.values(catalog)) {
    const section = page.split(`\n### ${title}\n`)[1]?.split('\n##')[0] ?? '';
    expect(section).toContain(`\`${type}\``);
    for (const key of Object.keys(params)) expect(section, type).toContain(`| \`${key}\``);
  }
});
