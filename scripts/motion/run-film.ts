import { ok, problemText } from '../../src/common/result.ts';
import type { Picture } from '../../src/engine/index.ts';
import type { Execution } from '../../src/runtime/execute/executor-types.ts';
import { frameOutcome } from '../../src/runtime/sequence/frame-outcome.ts';
import {
  type FrameJob,
  runSequence,
  type SequenceOptions,
} from '../../src/runtime/sequence/run-sequence.ts';

interface Film extends Pick<SequenceOptions<Execution>, 'document' | 'catalog' | 'environment'> {
  /** The node whose picture is taken; absent: the end of the graph. */
  readonly target?: string;
  readonly frames: number;
  readonly run: (job: FrameJob) => Promise<Execution>;
}

/** Runs a film from its first frame on and hands each picture over; nothing is kept. Throws the sentence of what fails. */
export async function runFilm(
  { document, catalog, environment, target, frames, run }: Film,
  onFrame: (picture: Picture, frame: number) => void,
): Promise<void> {
  const film = runSequence<Execution>({
    ...{ document, catalog, environment },
    ...(target !== undefined && { targets: [target] }),
    range: { first: 0, last: frames - 1 },
    signal: new AbortController().signal,
    runFrame: async (job) => frameOutcome(await run(job), job.plan.profile),
    store: {
      has: () => false,
      checkpoints: async () => [],
      load: async () => undefined,
      save: async () => {},
      put: async (frame, _key, { targets }) => {
        const picture = targets.find((each) => each.picture)?.picture;
        if (!picture) throw new Error(`Frame ${frame} has no picture.`);
        onFrame(picture, frame);
        return ok(undefined);
      },
    },
  });
  for await (const event of film) {
    if (event.kind === 'failed') throw new Error(problemText(event.problem));
  }
}
