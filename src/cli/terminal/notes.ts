import { type Problem, problemText } from '../../common/result.ts';
import type { BackendReport, Picture } from '../../engine/index.ts';
import type { RunEvent } from '../../runtime/browser.ts';
import type { ProgressBar, Terminal } from './progress-bar.ts';

/** A picture that was hardly dreamed on looks like a fault, so `--quiet` prints these too. */
const undreamed = new Set(['gradient-vanished', 'gradient-not-finite']);

export interface WarningStyle {
  readonly quiet: boolean;
  /** The picture of a series that the run makes. */
  readonly picture: string | undefined;
  readonly bar: ProgressBar | null;
}

/** Prints notes one a line, unless `--quiet` is given. */
export function printNotes(
  { stderr }: Terminal,
  { quiet }: { readonly quiet: boolean },
  notes: readonly Pick<Problem, 'message' | 'remedy'>[],
): void {
  if (quiet) return;
  for (const note of notes) stderr.write(`Note: ${problemText(note)}\n`);
}

/** What does not run although the rest does. `--quiet` prints it too, for it looks like a fault. */
export function printLeftOut(terminal: Terminal, problems: readonly Problem[]): void {
  printNotes(terminal, { quiet: false }, problems);
}

/** @returns a listener that prints the warnings of a run as notes. */
export function printWarnings(
  { stderr }: Terminal,
  { quiet, picture, bar }: WarningStyle,
): (event: RunEvent<Picture>) => void {
  return (event) => {
    if (event.kind !== 'warning') return;
    if (quiet && !undreamed.has(event.problem.code)) return;
    bar?.clear();
    const prefix = picture === undefined ? '' : `${picture}: `;
    stderr.write(`Note: ${prefix}${problemText(event.problem)}\n`);
  };
}

/** Why the run is slower than it could be: what failed before the backend in use was chosen. */
export function backendNotes({ backend, trials }: BackendReport): readonly { message: string }[] {
  return trials.flatMap((trial) => {
    if (trial.outcome === 'refused') {
      return [
        { message: `${problemText(trial.problem)} The run uses ${backend}, which is slower.` },
      ];
    }
    if (!trial.kernelsProblem) return [];
    return [
      {
        message: `${problemText(trial.kernelsProblem)} The run uses the kernels of TensorFlow.js, which are slower.`,
      },
    ];
  });
}
