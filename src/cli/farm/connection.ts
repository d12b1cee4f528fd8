import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { reasonOf } from '../files/system-error.ts';
import { type Libraries, loadLibraries, type Redis } from './libraries.ts';

/** Before every key of ours in Redis, so that it may serve others too. */
export const prefix = 'dreamgraph';

/** Seconds for which results and files are kept after they were last asked for. */
export const keptSeconds = 7 * 24 * 3600;

export interface Connection {
  readonly libraries: Libraries;
  readonly redis: Redis;
  /** A further one, for what blocks or subscribes. */
  readonly another: () => Redis;
  readonly close: () => void;
}

/**
 * @param address `redis://[user:password@]host[:port][/number]`, or `rediss://` for TLS.
 * @returns problems `queue-not-installed`, `usage`, `queue-unreachable`.
 */
export async function connect(address: string): Promise<Result<Connection>> {
  if (!/^rediss?:\/\/[^/]/.test(address)) {
    const message = `--queue ${withoutPassword(address)} is not the address of a Redis server.`;
    const remedy = 'Write redis://host, redis://host:6379 or rediss://user:password@host.';
    return fail({ code: 'usage', message, remedy });
  }
  const libraries = loadLibraries();
  if (!libraries.ok) return libraries;
  const { Redis } = libraries.value;
  const reached = await tryOnce(Redis, address);
  if (!reached.ok) return reached;
  const open: Redis[] = [];
  const another = () => {
    const redis = new Redis(address, { maxRetriesPerRequest: null });
    // It connects again by itself; without a listener, an error would end the process.
    redis.on('error', () => {});
    open.push(redis);
    return redis;
  };
  return ok({
    libraries: libraries.value,
    redis: another(),
    another,
    close: () => {
      for (const redis of open) redis.disconnect();
    },
  });
}

/** Without the patience that a long run has for a server that is being restarted. */
async function tryOnce(Redis: Libraries['Redis'], address: string): Promise<Result<void>> {
  let reason = 'it does not answer';
  const redis = new Redis(address, {
    maxRetriesPerRequest: null,
    connectTimeout: 5000,
    retryStrategy: () => null,
  });
  redis.on('error', (error) => {
    reason = reasonOf(error);
  });
  try {
    await redis.ping();
    return ok(undefined);
  } catch (error) {
    // Of a connection that is refused, the command knows only that there is none.
    if (/WRONGPASS|NOAUTH/.test(String(error))) reason = reasonOf(error);
    return fail(unreachable(address, reason));
  } finally {
    redis.disconnect();
  }
}

function unreachable(address: string, reason: string): Problem {
  return {
    code: 'queue-unreachable',
    message: `The queue at ${withoutPassword(address)} cannot be reached: ${reason}.`,
    remedy: 'Check that Redis runs there and that its port is open to this machine.',
  };
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/[^@/]*@/, '//');
}
