import { problemText } from '../../common/result.ts';
import { referenceKey } from '../../runtime/browser.ts';
import type { NodeStatus } from '../glyphs/StateMark.tsx';
import { runningBriefly } from '../run/node-status.ts';
import { type BatchState, type PhotoState, photoTitle, tally } from './batch-store.ts';

/** How a photo stands: "1024 × 768", "Octave 4 of 5", or why it failed. */
export function stateWords(state: PhotoState): string {
  switch (state.is) {
    case 'failed':
      return problemText(state.problem);
    case 'running':
      return state.at.detail ? runningBriefly(state.at.detail) : 'Starting';
    case 'waiting':
      return 'Waiting';
    case 'done':
      return state.entry ? `${state.entry.width} × ${state.entry.height}` : 'Done';
    case 'open':
      return 'Not run yet';
  }
}

/** "8 of 20, bridge.jpg" while it runs, else how many are done: "6 of 20 done, 1 failed". */
export function batchWords(state: BatchState): string {
  const { files, running } = state;
  const at = running ? files.findIndex((file) => referenceKey(file) === running.photo) : -1;
  const file = files[at];
  if (file) return `${at + 1} of ${files.length}, ${photoTitle(file)}`;
  const { done, failed } = tally(state);
  return `${done} of ${files.length} done${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** The mark before {@link batchWords}. */
export function batchStatus(state: BatchState): NodeStatus {
  if (state.running) return 'running';
  const { done, failed } = tally(state);
  if (done === state.files.length) return 'cached';
  return failed > 0 ? 'error' : 'idle';
}
