import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that answers each line of JSON with one of its own. */
export interface Peer<Request, Answer> {
  ask(request: Request): Promise<Answer>;
  stop(): void;
}

export function startPeer<Request extends object, Answer>(
  command: string,
  args: readonly string[],
): Peer<Request, Answer> {
  const child = spawn(command, args);
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`${command} ${args.join(' ')} stopped.`);
      return JSON.parse(line.value);
    },
    stop: () => child.kill(),
  };
}
