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
}

/**
 * Connects to Redis for as long as `use` lasts. When the server is restarted meanwhile, commands wait.
 * @param address `redis://[user:password@]host[:port][/number]`, or `rediss://` for TLS.
 * @param tell gets a sentence when the connection is lost, and when it is back.
 * Problems: those of `use`, `queue-not-installed`, `usage`, `queue-unreachable`, `queue-too-old`,
 *   `queue-refused`.
 */
export async function withQueue<Value>(
  address: string,
  use: (connection: Connection) => Promise<Result<Value>>,
  tell: (sentence: string) => void = () => {},
): Promise<Result<Value>> {
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
  try {
    const redis = another();
    tellOfLosses(redis, address, tell);
    return await use({ libraries: libraries.value, redis, another });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ReplyError') throw error;
    return fail(refused(address, error.message));
  } finally {
    for (const redis of open) redis.disconnect();
  }
}

function tellOfLosses(redis: Redis, address: string, tell: (sentence: string) => void): void {
  let isLost = false;
  redis.on('reconnecting', () => {
    if (!isLost) tell(`Redis at ${withoutPassword(address)} does not answer. Waits until it does.`);
    isLost = true;
  });
  redis.on('ready', () => {
    if (isLost) tell('Redis answers again.');
    isLost = false;
  });
}

/** Milliseconds for a server to answer. */
const patience = 5000;

/** A long run waits for a server that is being restarted; a command that begins does not. */
async function tryOnce(Redis: Libraries['Redis'], address: string): Promise<Result<void>> {
  const redis = new Redis(address, {
    maxRetriesPerRequest: null,
    ...{ connectTimeout: patience, commandTimeout: patience },
    retryStrategy: () => null,
  });
  let reason: Error | undefined;
  redis.on('error', (error) => {
    reason = error;
  });
  try {
    const about = await redis.info();
    // It was given a number that this server does not have, and would silently use another.
    if (reason) return fail(refused(address, reason.message));
    return checkVersion(about, address);
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'ReplyError') return fail(refused(address, message));
    // Of a connection that is refused, the command knows only that there is none.
    return fail(unreachable(address, reason ? reasonOf(reason) : 'it does not answer'));
  } finally {
    redis.disconnect();
  }
}

/** Oldest version that BullMQ is meant for. */
const oldest = [6, 2] as const;

function checkVersion(about: string, address: string): Result<void> {
  const [, version = ''] = /^redis_version:(\S+)/m.exec(about) ?? [];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return ok(undefined);
  const message = `Redis at ${withoutPassword(address)} has version ${version || 'unknown'}, and the queue needs ${oldest.join('.')} or later.`;
  return fail({ code: 'queue-too-old', message, remedy: 'Install a newer one.' });
}

function unreachable(address: string, reason: string): Problem {
  return {
    code: 'queue-unreachable',
    message: `The queue at ${withoutPassword(address)} cannot be reached: ${reason}.`,
    remedy: 'Check that Redis runs there and that its port is open to this machine.',
  };
}

/** @param reason what Redis says, which begins with a word of its own. */
function refused(address: string, reason: string): Problem {
  const at = `Redis at ${withoutPassword(address)}`;
  const remedy = 'Write it like redis://:PASSWORD@host, with % codes for special characters.';
  if (/^NOAUTH/.test(reason)) {
    return { code: 'queue-refused', message: `${at} wants a password.`, remedy };
  }
  if (/^WRONGPASS|^ERR AUTH/.test(reason)) {
    return { code: 'queue-refused', message: `${at} does not accept the password.`, remedy };
  }
  const message = `${at} refuses: ${reason.replace(/\.$/, '')}.`;
  return { code: 'queue-refused', message };
}

function withoutPassword(address: string): string {
  return address.replace(/\/\/.*@/, '//');
}
