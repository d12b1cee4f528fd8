import { readFile } from 'node:fs/promises';
import { createFiles as fileAccess } from '../../src/cli/access/file-access.ts';
import { ok, problemText, type Result } from '../../src/common/result.ts';
import { createSession, type Picture, useBackend } from '../../src/engine/index.ts';
import { type Catalog, defineNode } from '../../src/graph/definition/definition.ts';
import { port } from '../../src/graph/definition/port.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { param } from '../../src/graph/params/param.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { createCache } from '../../src/runtime/cache/value-cache.ts';
import { execute } from '../../src/runtime/execute/execute.ts';
import { type ExecutorDeps, profileOf } from '../../src/runtime/execute/executor-types.ts';
import { hashFiles } from '../../src/runtime/keys/files.ts';
import { openFiles } from '../../src/runtime/node.ts';
import type { FrameJob } from '../../src/runtime/sequence/run-sequence.ts';
import { runFilm } from './run-film.ts';

/** In place of Load Clip: frames that exist in memory only. */
const frameSource = defineNode({
  type: 'frame-source',
  version: 1,
  title: 'Frame Source',
  category: 'source',
  summary: 'A frame of a clip in memory.',
  inputs: {},
  params: {
    at: param.number({ min: 0, max: 1e6, step: 1, default: 0, label: 'Frame', help: 'Which.' }),
  },
  outputs: { image: port.image() },
  atFrame: (_, { frame }) => ({ at: frame }),
});

const filmCatalog: Catalog = { ...catalog, 'frame-source': frameSource };

/** A preset whose Load Clip gives frames in memory. @param change the graph, as plain JSON. */
export async function openFilm(
  file: string,
  change: (graph: FilmGraph) => FilmGraph = (graph) => graph,
): Promise<Document> {
  const graph = change(JSON.parse(await readFile(file, 'utf8')));
  const source = { type: 'frame-source', version: 1, params: {} };
  const clips = graph.nodes.filter(({ type }) => type === 'load-clip').map(({ id }) => id);
  const document = {
    ...graph,
    nodes: graph.nodes.map((node) => (clips.includes(node.id) ? { ...node, ...source } : node)),
    exposed: graph.exposed.filter(({ node }) => !clips.includes(node)),
  };
  return expectOk(parseDocument(JSON.stringify(document), filmCatalog)).document;
}

/** As much of a graph's JSON as measurements change. */
export interface FilmGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly type: string;
    readonly params: object;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly from: { readonly node: string; readonly output: string };
    readonly to: { readonly node: string; readonly input: string };
  }[];
  readonly exposed: readonly { readonly node: string }[];
  readonly tracks?: readonly { readonly node: string; readonly param: string }[];
}

/** Renders films in this process. */
export interface FilmStudio {
  /** What the end of the graph gives, frame by frame. */
  render(document: Document, frames: readonly Picture[]): Promise<readonly Picture[]>;
}

export async function openStudio(): Promise<FilmStudio> {
  const access = fileAccess();
  const source = {
    read: (name: string) => access.readFile(`${access.assets}/kernels/${name}`),
  };
  const used = expectOk(await useBackend('wasm', { kernels: { source } }));
  const files = openFiles(access);
  const session = createSession();
  const profile = profileOf(used);
  let frames: readonly Picture[] = [];
  const showFrame = (_: never, { at }: { readonly at: number }) =>
    ok({ image: frames[at] as Picture });
  const deps: ExecutorDeps = {
    catalog: filmCatalog,
    runs: { ...runs, 'frame-source': showFrame as ExecutorDeps['runs'][string] },
    cache: createCache(2 ** 28),
    services: { session, ...files },
    profile,
  };
  return {
    render: async (document, clip) => {
      frames = clip;
      deps.cache.clear();
      const hashed = await hashFiles(document, filmCatalog, ({ reference, kind }) =>
        files.hash(reference, kind),
      );
      const environment = { profile, ...hashed, seed: () => 1 };
      const made: Picture[] = [];
      const run = ({ frame, plan, given, forget, signal }: FrameJob) => {
        const options = { run: `frame ${frame}`, signal, onEvent: () => {}, given, forget };
        return execute(deps, plan, options);
      };
      const film = { document, catalog: filmCatalog, environment, frames: clip.length, run };
      await runFilm(film, (picture, frame) => {
        made[frame] = picture;
      });
      return made;
    },
  };
}

function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}
