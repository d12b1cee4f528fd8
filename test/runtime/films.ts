import { ok } from '../../src/common/result.ts';
import type { Picture } from '../../src/engine/picture/index.ts';
import type { Catalog } from '../../src/graph/definition/definition.ts';
import type { Document, Key } from '../../src/graph/document/document.ts';
import { previousFrame } from '../../src/nodes/previous-frame/definition.ts';
import { seed } from '../../src/nodes/seed/definition.ts';
import { execute } from '../../src/runtime/execute/execute.ts';
import type { Execution, ExecutorDeps } from '../../src/runtime/execute/executor-types.ts';
import { frameOutcome } from '../../src/runtime/sequence/frame-outcome.ts';
import type { Delays, FrameStore } from '../../src/runtime/sequence/frames-to-run.ts';
import {
  type FrameJob,
  runSequence,
  type SequenceEvent,
  type SequenceOptions,
} from '../../src/runtime/sequence/run-sequence.ts';
import { environment, graph, node, wire } from './build.ts';
import { catalog } from './catalog.ts';
import { greyOf, testDeps } from './runs.ts';

/** The test catalog, with what films need. */
export const filmCatalog: Catalog = { ...catalog, 'previous-frame': previousFrame, seed };

export const range = { first: 0, last: 11 };

/** Each frame is the one before plus the amount, beginning with 1. */
export function feedback(keys: readonly Key[] = [], more: Partial<Document> = {}): Document {
  return graph(
    [
      node('start', 'noise', { seed: 1 }),
      node('before', 'previous-frame'),
      node('add', 'blur', { amount: 0.5, steps: 1 }),
      node('show', 'show'),
    ],
    [
      wire('start.image', 'before.first'),
      wire('before.image', 'add.image'),
      wire('add.image', 'before.next'),
      wire('add.image', 'show.image'),
    ],
    {
      sequence: { frames: range.last + 1, fps: 12 },
      ...(keys.length > 0 && { tracks: [{ node: 'add', param: 'amount', keys }] }),
      ...more,
    },
  );
}

/** Keeps pictures by frame and key, and checkpoints as a host would: the last one and each fourth. */
export class MemoryStore implements FrameStore<Execution> {
  readonly frames = new Map<number, { key: string; picture: Picture }>();
  readonly kept = new Map<number, Delays>();
  /** How often each frame was put. */
  readonly puts: number[] = [];

  has = (frame: number, key: string) => this.frames.get(frame)?.key === key;
  put: FrameStore<Execution>['put'] = async (frame, key, { targets }) => {
    this.puts.push(frame);
    this.frames.set(frame, { key, picture: targets[0]?.picture as Picture });
    return ok(undefined);
  };
  checkpoints = async () => [...this.kept.keys()];
  load = async (frame: number) => this.kept.get(frame);
  save = async (frame: number, delays: Delays) => {
    for (const old of this.kept.keys()) if (old % 4 !== 3) this.kept.delete(old);
    this.kept.set(frame, delays);
  };

  greys(): readonly (readonly [number, number])[] {
    const all = [...this.frames].map(([frame, { picture }]) => [frame, greyOf(picture)] as const);
    return all.sort(([a], [b]) => a - b);
  }
}

export function filmDeps(calls: string[] = []): ExecutorDeps {
  return { ...testDeps({ calls }), catalog: filmCatalog };
}

export function runnerOf(deps: ExecutorDeps, onJob: (job: FrameJob) => void = () => {}) {
  return async (job: FrameJob) => {
    onJob(job);
    const { plan, given, forget, signal, frame } = job;
    const of = { run: `frame ${frame}`, signal, given, forget, onEvent: () => {} };
    return frameOutcome(await execute(deps, plan, of), plan.profile);
  };
}

/** Runs to the end, and tells what happened. */
export async function render(
  document: Document,
  store: MemoryStore,
  more: Partial<SequenceOptions<Execution>> = {},
): Promise<readonly SequenceEvent<Execution>[]> {
  const events: SequenceEvent<Execution>[] = [];
  const sequence = runSequence({
    ...{ document, catalog: filmCatalog, environment, range, store },
    runFrame: runnerOf(filmDeps()),
    signal: new AbortController().signal,
    ...more,
  });
  for await (const event of sequence) events.push(event);
  return events;
}
