import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDeterministic } from '../../scripts/sums.ts';
import { ok } from '../../src/common/result.ts';
import { sha256 } from '../../src/common/sha256.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import type { Execution, Local } from '../../src/runtime/node.ts';
import { frameOutcome } from '../../src/runtime/sequence/frame-outcome.ts';
import type { Delays, FrameStore } from '../../src/runtime/sequence/frames-to-run.ts';
import { runSequence } from '../../src/runtime/sequence/run-sequence.ts';
import { graph, node, wire } from './build.ts';

let local: Local;
beforeAll(async () => {
  local = await openDeterministic();
});
afterAll(() => local.close());

const frames = 5;

/** A zoom that dreams: each frame is the one before, a little larger and a few steps on. */
const zoom: Document = graph(
  [
    node('photo', 'load-image', { size: 96 }, { version: catalog['load-image'].version }),
    node('before', 'previous-frame'),
    node('turn', 'transform', { zoom: 1.05 }),
    node('network', 'load-network', {}, { version: catalog['load-network'].version }),
    node('layer', 'layer-objective', {}, { version: catalog['layer-objective'].version }),
    node('seed', 'seed', { seed: 5, eachFrame: true }),
    node(
      'ascent',
      'gradient-ascent',
      { iterations: 2 },
      { version: catalog['gradient-ascent'].version },
    ),
    node('show', 'preview'),
  ],
  [
    wire('photo.image', 'before.first'),
    wire('before.image', 'turn.image'),
    wire('turn.image', 'ascent.image'),
    wire('network.network', 'layer.network'),
    wire('layer.objective', 'ascent.objective'),
    wire('seed.seed', 'ascent.seed'),
    wire('ascent.image', 'before.next'),
    wire('ascent.image', 'show.image'),
  ],
  {
    sequence: { frames, fps: 12 },
    tracks: [
      {
        ...{ node: 'turn', param: 'rotate' },
        keys: [
          { frame: 0, value: 0 },
          { frame: frames - 1, value: 8 },
        ],
      },
    ],
  },
);

/** Sums of the pixels of each frame, and the last checkpoint. */
function openStore() {
  const sums = new Map<number, { readonly key: string; readonly sum: string }>();
  const kept = new Map<number, Delays>();
  const store: FrameStore<Execution> = {
    has: (frame, key) => sums.get(frame)?.key === key,
    put: async (frame, key, { targets }) => {
      const { data } = targets[0]?.picture ?? { data: new Float32Array() };
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      sums.set(frame, { key, sum: await sha256(bytes.slice()) });
      return ok(undefined);
    },
    checkpoints: async () => [...kept.keys()],
    load: async (frame) => kept.get(frame),
    save: async (frame, delays) => {
      kept.clear();
      // As a file would have them: no array that the run still holds.
      kept.set(frame, structuredClone(delays));
    },
  };
  return { sums, store };
}

async function render({ store }: ReturnType<typeof openStore>, on: Local, stopAt?: number) {
  const stop = new AbortController();
  const sequence = runSequence<Execution>({
    ...{ document: zoom, catalog, store, signal: stop.signal },
    environment: await on.environment(zoom),
    range: { first: 0, last: frames - 1 },
    runFrame: async ({ frame, plan, given, forget, signal }) => {
      const ran = on.run(plan, {
        ...{ given, forget, signal },
        // Within the gradient steps of the frame.
        onAscent: () => frame === stopAt && stop.abort(),
      });
      return frameOutcome(await ran, plan.profile);
    },
  });
  const kinds: string[] = [];
  for await (const event of sequence) {
    if (event.kind === 'failed') throw new Error(event.problem.message);
    kinds.push(event.kind === 'end' ? event.end : event.kind);
  }
  return kinds;
}

test('a dreamed zoom that is stopped in mid-frame and taken up again, elsewhere, has the same pixels', async () => {
  const whole = openStore();
  expect((await render(whole, local)).at(-1)).toBe('done');
  expect(new Set([...whole.sums.values()].map(({ sum }) => sum)).size).toBe(frames);
  const parts = openStore();
  expect((await render(parts, local, 3)).at(-1)).toBe('cancelled');
  expect([...parts.sums.keys()]).toEqual([0, 1, 2]);
  const other = await openDeterministic();
  expect((await render(parts, other)).at(-1)).toBe('done');
  other.close();
  expect([...parts.sums]).toEqual([...whole.sums]);
});
