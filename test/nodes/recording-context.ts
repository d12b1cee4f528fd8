import { expect } from 'vitest';
import { fail, ok, type Problem, type Result } from '../../src/common/result.ts';
import type { AscentEvent, Network, Picture, Session } from '../../src/engine/index.ts';
import type { NodeDefinition } from '../../src/graph/definition/definition.ts';
import type { FileReference } from '../../src/graph/params/file.ts';
import type { Clip, CutShort, NodeParams, RunContext } from '../../src/nodes/_run/node-run.ts';

/** A node's default parameters with some changed, each checked as a document's would be. */
export function paramsOf<D extends NodeDefinition>(
  { params }: D,
  changes: Partial<NodeParams<D>> = {},
): NodeParams<D> {
  const values = Object.entries(params).map(([key, spec]) => {
    const value = Object.hasOwn(changes, key) ? changes[key as never] : spec.default;
    const checked = spec.validate(value);
    if (!checked.ok) throw new Error(`${key}: ${checked.problem.message}`);
    return [key, checked.value];
  });
  return Object.fromEntries(values) as NodeParams<D>;
}

/** The value of a result that must be one. */
export async function expectValue<T>(result: Result<T> | Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error(settled.problem.message);
  return settled.value;
}

export async function expectProblem(
  result: Result<unknown> | Promise<Result<unknown>>,
  code: string,
): Promise<void> {
  expect(await result).toMatchObject({ ok: false, problem: { code } });
}

/** What a node reported while it ran. */
export interface Recorded {
  readonly progress: number[];
  readonly previews: Picture[];
  readonly warnings: Problem[];
  readonly events: AscentEvent[];
  readonly cuts: CutShort[];
  readonly shares: number[];
  readonly unfinished: unknown[];
}

interface World {
  readonly session?: Session;
  readonly pictures?: ReadonlyMap<string, Picture>;
  readonly clips?: ReadonlyMap<string, Clip>;
  readonly networks?: ReadonlyMap<string, Network>;
  readonly signal?: AbortSignal;
  readonly kept?: boolean;
  readonly unfinished?: unknown;
}

/** A context whose bundled files are the given values, and a record of what the node reports. */
export function recordingContext(world: World = {}): { context: RunContext; recorded: Recorded } {
  const recorded: Recorded = {
    progress: [],
    previews: [],
    warnings: [],
    events: [],
    cuts: [],
    shares: [],
    unfinished: [],
  };
  const context: RunContext = {
    session: world.session ?? noSession,
    readPicture: async (file) => find(world.pictures, file),
    loadNetwork: async (file) => find(world.networks, file),
    openClip: async (file) => find(world.clips, file),
    memoise: (work) => work(),
    unfinished: async () => world.unfinished,
    keepUnfinished: (work) => recorded.unfinished.push(work),
    progress: (fraction) => recorded.progress.push(fraction),
    preview: async (read) => {
      recorded.previews.push(await read(1024));
    },
    warn: (problem) => recorded.warnings.push(problem),
    onAscent: (event) => recorded.events.push(event),
    signal: world.signal ?? new AbortController().signal,
    isKept: () => world.kept ?? false,
    tellShares: (shares) => recorded.shares.push(...shares),
    cutShort: (where) => recorded.cuts.push(where),
  };
  return { context, recorded };
}

const noSession: Session = {
  program: () => {
    throw new Error('This node needs no session.');
  },
  dispose: () => {},
};

function find<T>(files: ReadonlyMap<string, T> | undefined, file: FileReference): Result<T> {
  const found = file.from === 'bundled' ? files?.get(file.name) : undefined;
  return found === undefined ? fail({ code: 'no-such-file', message: 'No such file.' }) : ok(found);
}
