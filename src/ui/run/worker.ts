import type { Client } from '../../runtime/client.ts';

let client: Client | undefined;

/** The worker that computes; undefined until it has been started. */
export function worker(): Client | undefined {
  return client;
}

export function attachWorker(made: Client): void {
  client = made;
}
