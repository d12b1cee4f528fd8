import { writeFile } from 'node:fs/promises';
import {
  graphNames,
  openDeterministic,
  readSums,
  type Sums,
  sumsFile,
  sumsOfDocuments,
  sumsOfGraph,
} from './sums.ts';

/**
 * Computes the checksums of scripts/sums.ts and compares them with those on record; lists what
 * differs and then exits with 1. `npm run -s sums [-- GRAPH...]` computes the pictures of these
 * graphs only; with `--write` it records what it computes.
 */

const args = process.argv.slice(2);
const write = args.includes('--write');
/** Empty: all. */
const wanted = args.filter((arg) => arg !== '--write');

async function compute(): Promise<Sums> {
  const documents = await sumsOfDocuments();
  const pictures: Record<string, Sums['pictures'][string]> = {};
  const names = await graphNames();
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no graph "${unknown}": ${names.join(', ')}.`);
  const local = await openDeterministic();
  for (const name of names) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const started = performance.now();
    pictures[name] = await sumsOfGraph(local, name);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(`${name.padEnd(20)} ${seconds.padStart(6)} s\n`);
  }
  local.close();
  return { documents, pictures };
}

/** One line for each sum, by its path such as `pictures / deepdream / mountains / save`. */
function flatten(value: object | string, path: readonly string[] = []): Map<string, string> {
  if (typeof value === 'string') return new Map([[path.join(' / '), value]]);
  return new Map(
    Object.entries(value).flatMap(([key, member]) => [...flatten(member, [...path, key])]),
  );
}

function differences(recorded: Sums, computed: Sums): readonly string[] {
  const before = flatten(recorded);
  const after = flatten(computed);
  const isComputed = (path: string) =>
    wanted.length === 0 || after.has(path) || path.startsWith('documents');
  const paths = new Set([...[...before.keys()].filter(isComputed), ...after.keys()]);
  return [...paths]
    .filter((path) => before.get(path) !== after.get(path))
    .map(
      (path) =>
        `${path}\n  ${before.get(path) ?? 'none'} on record\n  ${after.get(path) ?? 'none'} now`,
    );
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, inOrder(member)]));
}

const computed = await compute();
if (write) {
  const kept = wanted.length > 0 ? (await readSums()).pictures : {};
  const recorded = { ...computed, pictures: { ...kept, ...computed.pictures } };
  await writeFile(sumsFile, `${JSON.stringify(inOrder(recorded), null, 2)}\n`);
} else {
  const lines = differences(await readSums(), computed);
  for (const line of lines) console.log(line);
  console.log(lines.length === 0 ? 'All sums are those on record.' : `${lines.length} differ.`);
  process.exitCode = lines.length === 0 ? 0 : 1;
}
