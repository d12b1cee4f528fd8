import { type Problem, problemText } from '../../common/result.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { createEmitter } from '../kit/emitter.ts';
import { type FinishedRun, finishedRuns } from '../run/run-events.ts';
import { notify } from '../session/session-store.ts';
import { storeThumbnail } from '../storage/thumbnails.ts';
import { encodePicture } from './encode.ts';
import { entriesOfRun } from './entries-of-run.ts';
import { type NewPicture, storePicture } from './history-storage.ts';
import { historyChanged, useHistoryLimit } from './history-store.ts';

/** Every picture that a run has made, as files. */
export const finishedPictures = createEmitter<NewPicture>();

let work: Promise<void> = Promise.resolve();
let needed: () => ReadonlySet<string> = () => new Set();

/** Says which pictures, by their content keys, never make way for others while they are worked on. */
export function protectInHistory(keys: typeof needed): void {
  needed = keys;
}

/** Everything that runs have made so far is stored, or could not be. */
export function historySettled(): Promise<void> {
  return work;
}

let notifiedOf: string | undefined;

/** Stores the pictures of every run, one after the other, in the background. */
export function startHistory(): void {
  finishedRuns.subscribe((run) => {
    work = work.then(() => record(run));
  });
}

async function record(run: FinishedRun): Promise<void> {
  const document = serialiseDocument(run.graph, { compact: true });
  for (const { entry, pixels } of entriesOfRun(run)) {
    try {
      const files = await encodePicture(pixels);
      await storeThumbnail(run.home, files.thumbnail);
      const { limit } = useHistoryLimit.getState();
      const picture = { entry, document, ...files };
      const stored = await storePicture(picture, limit, needed());
      // Also what the history has no room for; not what it has already.
      if (!stored.ok || stored.value) finishedPictures.emit(picture);
      if (!stored.ok) notifyOnce(stored.problem);
      else if (stored.value) {
        notifiedOf = undefined;
        await historyChanged();
      }
    } catch {
      notifyOnce(notEncoded);
    }
  }
}

/** The same problem is shown once, not after every run, until it is solved. */
function notifyOnce(problem: Problem): void {
  if (notifiedOf !== problem.code) notify(problemText(problem), 'alert');
  notifiedOf = problem.code;
}

const notEncoded: Problem = {
  code: 'not-encoded',
  message:
    'The picture could not be encoded, so it is not in the history. It may be too large for this browser.',
};
