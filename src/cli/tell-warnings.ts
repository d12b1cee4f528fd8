import type { Problem } from '../common/result.ts';
import type { Picture } from '../engine/index.ts';
import type { RunEvent } from '../runtime/client.ts';
import type { ProgressBar, ProgressStream } from './progress-bar.ts';

/** A picture that was hardly dreamed on looks like a fault, so these are told with `--quiet` too. */
const undreamed = new Set(['gradient-vanished', 'gradient-not-finite']);

/** How a run's warnings are told. */
export interface WarningStyle {
  readonly quiet: boolean;
  /** The picture of a series that the run makes. */
  readonly picture: string | undefined;
  readonly bar: ProgressBar | null;
}

/** Writes a run's warnings as lines of notes. */
export function tellWarnings(
  stderr: ProgressStream,
  { quiet, picture, bar }: WarningStyle,
): (event: RunEvent<Picture>) => void {
  return (event) => {
    if (event.kind !== 'warning') return;
    if (quiet && !undreamed.has(event.problem.code)) return;
    bar?.clear();
    stderr.write(noteOf(event.problem, picture));
  };
}

function noteOf({ message }: Problem, picture: string | undefined): string {
  return `Note: ${picture === undefined ? '' : `${picture}: `}${message}\n`;
}
