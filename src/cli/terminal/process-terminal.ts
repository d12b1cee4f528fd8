import { stderr, stdout } from 'node:process';
import { fail, ok } from '../../common/result.ts';
import { reasonOf } from '../files/system-error.ts';
import type { Terminal } from './progress-bar.ts';

/** The streams of this process. Progress and notes are best effort; output is not. */
export function processTerminal(): Terminal {
  // Without a listener, an error of a stream ends the process.
  for (const stream of [stderr, stdout]) stream.on('error', () => {});
  return {
    stderr: {
      isTTY: stderr.isTTY === true,
      get columns() {
        return stderr.columns;
      },
      write: (text) => {
        if (!stderr.destroyed) stderr.write(text);
      },
    },
    stdout: {
      isTTY: stdout.isTTY === true,
      write: (content) =>
        new Promise((done) => {
          stdout.write(content, (error) => {
            if (!error) return done(ok(undefined));
            const message = `The output could not be written: ${reasonOf(error)}.`;
            done(fail({ code: 'not-written', message }));
          });
        }),
    },
  };
}
