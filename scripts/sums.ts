import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createFiles } from '../src/cli/access/file-access.ts';
import { openGraphFile, openPreset, presetNames } from '../src/cli/graph/open-graph.ts';
import { problemText, type Result } from '../src/common/result.ts';
import { sha256 } from '../src/common/sha256.ts';
import { type Document, emptyDocument } from '../src/graph/document/document.ts';
import type { Json } from '../src/graph/document/json.ts';
import { parseDocument } from '../src/graph/file/parse.ts';
import { serialiseDocument } from '../src/graph/file/serialise.ts';
import { catalog } from '../src/nodes/catalog.ts';
import { compile, type Local, openLocal } from '../src/runtime/node.ts';

/**
 * Checksums of what Dreamgraph computes: pictures of presets, and documents as they are saved. A
 * refactoring leaves all of them alone. test/fixtures/sums.json holds those on record.
 */
export interface Sums {
  /** Graph, photo, node of the output: `width x height` and SHA-256 of the float32 RGB pixels. */
  readonly pictures: Readonly<Record<string, GraphSums>>;
  /** Document: SHA-256 of its text after it was opened, brought up to date and saved again. */
  readonly documents: Readonly<Record<string, string>>;
}

type GraphSums = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const sumsFile = fileURLToPath(new URL('../test/fixtures/sums.json', import.meta.url));
const documents = new URL('../test/fixtures/documents/', import.meta.url);

export async function readSums(): Promise<Sums> {
  return JSON.parse(await readFile(sumsFile, 'utf8')) as Sums;
}

/** Long side of every photo, painting and noise, in pixels. */
const longSide = 160;
/** One wide, one high. */
const photos = ['mountains', 'dogs'] as const;
const sources = new Set(['load-image', 'noise', 'painting']);

/** On one thread, with kernels that give the same bits on every machine. */
export async function openDeterministic(): Promise<Local> {
  const options = { backend: 'wasm', deterministic: true, threads: 1 } as const;
  return expectOk(await openLocal({ ...createFiles(), ...options }));
}

const everyNode = 'every-node';

/** What pictures are made of: the presets, and a graph of the node types that they do not have. */
export async function graphNames(): Promise<readonly string[]> {
  return [...(await presetNames()), everyNode];
}

/** Runs the graph on each of the two photos; `no photo` where it loads none. */
export async function sumsOfGraph(local: Local, name: string): Promise<GraphSums> {
  const file = fileURLToPath(new URL(`${everyNode}.dream.json`, documents));
  const opened = await (name === everyNode ? openGraphFile(file) : openPreset(name));
  const { document } = expectOk(opened);
  const loadsPhoto = document.nodes.some(({ type }) => type === 'load-image');
  const sums: Record<string, Readonly<Record<string, string>>> = {};
  for (const photo of loadsPhoto ? photos : [null]) {
    sums[photo ?? 'no photo'] = await sumsOfRun(local, prepare(document, photo));
  }
  return sums;
}

/** The document at the small size, with the photo where it loads its first picture. */
function prepare(document: Document, photo: string | null): Document {
  const first = document.nodes.find(({ type }) => type === 'load-image');
  const nodes = document.nodes.map((node) => {
    if (!sources.has(node.type)) return node;
    const changes: Readonly<Record<string, Json>> = {
      size: longSide,
      ...(node === first && { fit: 'limit', file: { from: 'bundled', name: photo } }),
    };
    return { ...node, params: { ...node.params, ...changes } };
  });
  return { ...document, nodes };
}

async function sumsOfRun(local: Local, document: Document) {
  const environment = { ...(await local.environment(document)), seed: () => 1 };
  const { plan, errors, warnings } = compile(document, catalog, { environment });
  const { targets, report } = await local.run(plan);
  const problem = [...errors, ...warnings, ...report.steps.map((step) => step.problem)].find(
    Boolean,
  );
  if (problem) throw new Error(problemText(problem));
  const sums: Record<string, string> = {};
  for (const { node, picture } of targets) {
    if (!picture) throw new Error(`${node} gives no picture.`);
    const { width, height, data } = picture;
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    sums[node] = `${width} x ${height} ${await sha256(bytes)}`;
  }
  return sums;
}

/** Presets, the fixtures of old documents, and a node of every older version of every type. */
export async function sumsOfDocuments(): Promise<Sums['documents']> {
  const inputs: (readonly [string, unknown])[] = [];
  for (const preset of await presetNames()) {
    const text = await readFile(new URL(`../presets/${preset}.json`, import.meta.url), 'utf8');
    inputs.push([`preset ${preset}`, text]);
  }
  for (const file of await readdir(documents)) {
    inputs.push([`fixture ${file}`, await readFile(new URL(file, documents), 'utf8')]);
  }
  for (const { type, version } of Object.values(catalog)) {
    for (let old = 1; old < version; old++) {
      const node = { id: 'a', type, version: old, position: { x: 0, y: 0 }, params: {} };
      inputs.push([`node ${type} ${old}`, { ...emptyDocument('Old'), nodes: [node] }]);
    }
  }
  const sums: Record<string, string> = {};
  for (const [name, input] of inputs) {
    const { document } = expectOk(parseDocument(input, catalog));
    sums[name] = await sha256(new TextEncoder().encode(serialiseDocument(document)));
  }
  return sums;
}

function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}
