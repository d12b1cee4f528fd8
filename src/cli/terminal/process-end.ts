import { writeSync } from 'node:fs';
import { discardUnfinished } from '../files/temporary-files.ts';

/**
 * Ctrl-C ends the command by the signal itself, so that a loop of a shell which runs it ends too.
 * Call it before any library takes the signals.
 */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      discardUnfinished();
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  }
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
