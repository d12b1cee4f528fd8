import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { type Measure, measureStructure } from './structure/measure.ts';
import { checkRunPath, readRunPath } from './structure/run-path.ts';

/**
 * `npm run structure`: counts what makes sources hard to read, against the most that each count may
 * be. `--details` lists what the counts are made of. `--write` puts them into docs/architecture.md.
 * Exits with 1 when a count is too large or the path of a run, which the document lists, is wrong.
 */
const architecture = 'docs/architecture.md';
const measures = measureStructure('src', architecture);
const mistakes = checkRunPath(readRunPath(architecture));

for (const { name, value, limit, details } of measures) {
  console.log(`${value > limit ? 'too many' : 'ok'.padEnd(8)} ${value} ${name} (at most ${limit})`);
  if (argv.includes('--details')) for (const detail of details) console.log(`           ${detail}`);
}
for (const mistake of mistakes) console.log(mistake);
if (argv.includes('--write')) {
  const text = readFileSync(architecture, 'utf8');
  writeFileSync(
    architecture,
    text.replace(/(?<=<!-- structure -->\n)[\s\S]*?(?=<!--)/, table(measures)),
  );
}
if (mistakes.length > 0 || measures.some(({ value, limit }) => value > limit)) exit(1);

function table(rows: readonly Measure[]): string {
  const lines = rows.map(({ name, value, limit }) => `| ${name} | ${value} | ${limit} |`);
  return ['| count | now | at most |', '|---|---|---|', ...lines, ''].join('\n');
}
