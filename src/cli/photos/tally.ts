import { type Problem, problemText } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';

/** What became of the pictures of a command. */
export interface Tally {
  /** How many there are to make or to find. */
  readonly total: number;
  made: number;
  /** There already. */
  found: number;
  /** At work in another process. */
  busy: number;
  /** With the number of pictures that each problem cost. */
  readonly failed: {
    readonly name: string;
    readonly problem: Problem;
    readonly pictures: number;
  }[];
  /** Why nothing more was begun; null: all was. */
  stopped: Problem | null;
}

export function createTally(total: number): Tally {
  return { total, made: 0, found: 0, busy: 0, failed: [], stopped: null };
}

export function failures({ failed }: Tally): number {
  return failed.reduce((sum, { pictures }) => sum + pictures, 0);
}

/** "40 pictures: 37 made, 2 there already, 1 failed." */
export function summaryOf(tally: Tally): string {
  const { total, made, found, busy } = tally;
  const failed = failures(tally);
  const left = total - made - found - busy - failed;
  const parts = [
    ...(made > 0 ? [`${made} made`] : []),
    ...(found > 0 ? [`${found} there already`] : []),
    ...(busy > 0 ? [`${busy} at work in another process`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(left > 0 ? [`${left} not begun`] : []),
  ];
  return `${count(total, 'picture')}: ${parts.join(', ') || 'none of them here'}.`;
}

const namedAtMost = 10;

/** Why the command failed although some pictures may be there; null: it did not. */
export function problemOf(tally: Tally): Problem | null {
  const { total, failed, busy, stopped } = tally;
  if (stopped) {
    const message = `No further picture was begun. ${problemText(stopped)}`;
    return { code: 'pictures-failed', message };
  }
  if (failed.length > 0) {
    const names = failed.slice(0, namedAtMost).map(({ name }) => name);
    const more = failed.length - names.length;
    const list = names.join(', ') + (more > 0 ? ` and ${more} more` : '');
    const message = `${failures(tally)} of ${count(total, 'picture')} could not be made: ${list}.`;
    return { code: 'pictures-failed', message };
  }
  if (busy === 0) return null;
  const message = `${count(busy, 'picture')} of ${total} are being made by another process.`;
  const remedy = 'Run the command again when it has ended: it makes what is missing.';
  return { code: 'pictures-failed', message, remedy };
}
