import { createFiles } from '../../src/cli/access/file-access.ts';
import { ok } from '../../src/common/result.ts';
import type { Picture } from '../../src/engine/index.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { openLocal } from '../../src/runtime/node.ts';
import { frameOutcome } from '../../src/runtime/sequence/frame-outcome.ts';
import { runSequence } from '../../src/runtime/sequence/run-sequence.ts';

/**
 * Runs the frames of a graph from the first on and hands each picture over; nothing is kept.
 * @param target the node whose picture is taken. Rejects with the sentence of what fails.
 */
export async function runFilm(
  document: Document,
  target: string,
  frames: number,
  onFrame: (picture: Picture, frame: number) => Promise<void> | void,
): Promise<void> {
  const local = await openLocal({ ...createFiles(), backend: 'wasm', threads: 1 });
  if (!local.ok) throw new Error(local.problem.message);
  const { environment, run, close } = local.value;
  const film = runSequence({
    document,
    catalog,
    environment: await environment(document),
    targets: [target],
    range: { first: 0, last: frames - 1 },
    signal: new AbortController().signal,
    runFrame: async ({ plan, given, forget, signal }) =>
      frameOutcome(await run(plan, { given, forget, signal }), plan.profile),
    store: {
      has: () => false,
      checkpoints: async () => [],
      load: async () => undefined,
      save: async () => {},
      put: async (frame, _key, { targets }) => {
        const picture = targets.find(({ node }) => node === target)?.picture;
        if (!picture) throw new Error(`Frame ${frame} has no picture.`);
        await onFrame(picture, frame);
        return ok(undefined);
      },
    },
  });
  for await (const event of film) {
    if (event.kind === 'failed') throw new Error(event.problem.message);
  }
  close();
}
