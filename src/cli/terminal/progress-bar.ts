import type { Result } from '../../common/result.ts';
import { formatDuration } from './duration.ts';

/** The part of `process.stderr` that a progress bar needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** The streams of the process that the command writes to. */
export interface Terminal {
  readonly stdout: {
    readonly isTTY: boolean;
    /** Problem: `not-written`. */
    write(content: string | Uint8Array): Promise<Result<void>>;
  };
  readonly stderr: ProgressStream;
}

export interface ProgressBar {
  /** @param share of the whole work that is done, in [0, 1]. @param label what is being done. */
  update(share: number, label: string): void;
  /** Removes the bar from the terminal, so that something else can be printed. */
  clear(): void;
}

const barWidth = 24;
/** Least milliseconds between two updates. */
const redrawTime = 100;
/** No estimate of the time left before this share of the work is done. */
const leastShare = 0.02;

/**
 * On a terminal, one line that is updated in place: a bar, percent, label, time left. Elsewhere (a
 * file, a pipe), one line for each tenth of the work.
 * @param now a clock in milliseconds.
 */
export function createProgressBar(
  stream: ProgressStream,
  now: () => number = () => performance.now(),
): ProgressBar {
  const start = now();
  return stream.isTTY ? drawnBar(stream, start, now) : loggedBar(stream, start, now);
}

function drawnBar(stream: ProgressStream, start: number, now: () => number): ProgressBar {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update: (share, label) => {
      if (share < 1 && now() - drawnAt < redrawTime) return;
      drawnAt = now();
      const text = `${bar(share)} ${report(share, label, now() - start)}`;
      // One column stays free: a full line would wrap, and a wrapped line cannot be updated in place.
      stream.write(`\r\x1b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`);
    },
    clear: () => {
      stream.write('\r\x1b[2K');
      drawnAt = Number.NEGATIVE_INFINITY;
    },
  };
}

function loggedBar(stream: ProgressStream, start: number, now: () => number): ProgressBar {
  let tenths = 0;
  return {
    update: (share, label) => {
      if (Math.floor(share * 10) <= tenths) return;
      tenths = Math.floor(share * 10);
      stream.write(`${report(share, label, now() - start)}\n`);
    },
    clear: () => {},
  };
}

function bar(share: number): string {
  const filled = Math.round(share * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
}

function report(share: number, label: string, elapsed: number): string {
  const percent = `${Math.floor(share * 100)}%`.padStart(4);
  return [percent, label, timeLeft(share, elapsed)].filter(Boolean).join('  ');
}

function timeLeft(share: number, elapsed: number): string {
  if (share < leastShare || share >= 1) return '';
  return `${formatDuration((elapsed / share) * (1 - share))} left`;
}
