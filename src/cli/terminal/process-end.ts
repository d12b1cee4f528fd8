import { writeSync } from 'node:fs';
import { discardUnfinished } from '../files/temporary-files.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ctrl-C ends the command by the signal itself, so that a loop of a shell which runs it ends too.
 * Call it before any library takes the signals.
 */
export function endOnSignals(): void {
  for (const signal of signals) {
    process.on(signal, () => {
      discardUnfinished();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  }
}

/** Instead, the first of the signals is the caller's, to end in order; the next one ends the command. */
export function onFirstSignal(act: () => void): void {
  ignoreSignals();
  for (const signal of signals) {
    process.on(signal, () => {
      for (const each of signals) process.removeAllListeners(each);
      endOnSignals();
      act();
    });
  }
}

/** For a process whose parent gets them too, and says what becomes of it. */
export function ignoreSignals(): void {
  for (const signal of signals) process.removeAllListeners(signal).on(signal, () => {});
}

/** A fault of the program has the exit status of a failed run, whatever libraries make of it. */
export function endOnFaults(): void {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    process.on(event, (error: unknown) => {
      const text = error instanceof Error ? error.stack : String(error);
      tell(`Dreamgraph failed, which is a fault of the program. Please report it:\n${text}\n`);
      process.exit(1);
    });
  }
}

function tell(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // Nobody reads it.
  }
}
