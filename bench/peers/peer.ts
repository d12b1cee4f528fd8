import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A contender in a process of its own. */
export interface Peer {
  /** Sends a line of JSON; gets milliseconds back. */
  ask(request: object): Promise<number>;
  stop(): void;
}

/** @param args of a command that answers each line with one of its own, `{"ms": number}`. */
export function startPeer(command: string, args: readonly string[]): Peer {
  const child = spawn(command, args);
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`${command} ${args.join(' ')} stopped.`);
      return JSON.parse(line.value).ms;
    },
    stop: () => child.kill(),
  };
}
