import { type Problem, problemText } from '../../common/result.ts';
import type { CommandContext } from '../run/run-job.ts';
import type { ProgressBar } from '../terminal/progress-bar.ts';
import type { Placement } from './place-photo.ts';
import type { Tally } from './tally.ts';

/** What the pictures of all photos of a command share. */
export interface PhotoContext extends CommandContext {
  readonly placement: Placement;
  readonly tally: Tally;
  readonly bar: ProgressBar | null;
  /** For `--report`: an entry for each picture. */
  readonly reports: object[];
  /** Prints notes, each once. */
  readonly tell: (notes: readonly Problem[]) => void;
}

export interface Failure {
  /** For sentences: the photo, and the variant where there are several. */
  readonly name: string;
  readonly problem: Problem;
  /** How many it costs. */
  readonly pictures: number;
}

/** Says what failed; the rest goes on, unless nothing can be written any more. */
export function giveUp(failure: Failure, { tally, terminal, bar }: PhotoContext): void {
  const { name, problem } = failure;
  const text = problemText(problem);
  bar?.clear();
  // Most sentences name the photo themselves.
  terminal.stderr.write(`${text.includes(name) ? text : `${name}: ${text}`}\n`);
  tally.failed.push(failure);
  // A disk that is full, or gone, would be so after the next dream too.
  if (['not-written', 'disk-full'].includes(problem.code)) tally.stopped = problem;
}
