import { parseArgs } from 'node:util';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { onFirstSignal } from '../terminal/process-end.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { serveParent } from './child.ts';
import { jobs } from './jobs.ts';
import { usualLimits } from './limits.ts';
import { work } from './work.ts';

/** `dream work …` and `dream jobs …`; `work-child` is the process in which a machine computes. */
export async function farmCommand(
  argv: readonly string[],
  terminal: Terminal,
): Promise<Result<void>> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'work-child':
      return serveParent();
    case 'work':
      return runWork(rest, terminal);
    default:
      return runJobs(rest, terminal);
  }
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const submitHelp = `dream submit PHOTO... -o OUT/ --queue redis://HOST

Has pictures made by the machines of the queue, and writes them. Takes the options of dream: see
dream --help. Ctrl-C leaves the job running; the same command again follows it further.

  --queue ADDRESS        the Redis server of the queue; by default what DREAMGRAPH_QUEUE says
  --blobs FOLDER         a folder that all machines share, for large files
`;

const workHelp = `dream work --queue redis://HOST

Takes jobs from the queue and computes them, until Ctrl-C.

  --queue ADDRESS        the Redis server of the queue; by default what DREAMGRAPH_QUEUE says
  --blobs FOLDER         the folder that all machines share, for large files
  --threads N            cores to work on a picture with; by default all
  --name NAME            what this machine is called; by default its host name
  --max-megapixels N     of a picture; ${usualLimits.megapixels} by default
  --max-minutes N        that a picture may take; ${usualLimits.minutes} by default
  --allow-addresses      let graphs read pictures and networks from addresses
  --lock-seconds N       after which a job of a machine that is gone goes to another; 30 by default
`;

async function runWork(args: readonly string[], terminal: Terminal): Promise<Result<void>> {
  const parsed = parse(args, {
    ...{ queue: text, blobs: text, threads: text, name: text, help: flag },
    ...{ 'max-megapixels': text, 'max-minutes': text, 'lock-seconds': text },
    'allow-addresses': flag,
  });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return terminal.stdout.write(workHelp);
  const numbers = readNumbers(values, ['threads', 'max-megapixels', 'max-minutes', 'lock-seconds']);
  if (!numbers.ok) return numbers;
  const { value: number } = numbers;
  const queue = queueOf(values.queue);
  if (!queue.ok) return queue;
  if (positionals.length > 0) return fail(unexpected(positionals[0] ?? ''));
  const end = new AbortController();
  onFirstSignal(() => end.abort());
  return work(
    {
      queue: queue.value,
      folder: asText(values.blobs),
      threads: number.get('threads') ?? null,
      name: asText(values.name),
      limits: {
        megapixels: number.get('max-megapixels') ?? usualLimits.megapixels,
        minutes: number.get('max-minutes') ?? usualLimits.minutes,
        addresses: values['allow-addresses'] === true,
      },
      script: process.argv[1] ?? '',
      lockMs: 1000 * (number.get('lock-seconds') ?? 30),
    },
    terminal,
    end.signal,
  );
}

const jobsHelp = `dream jobs [ID] --queue redis://HOST

Shows what is in the queue and which machines work on it; with an ID, that job picture by picture.

  --queue ADDRESS        the Redis server of the queue; by default what DREAMGRAPH_QUEUE says
  --cancel               ends it: what waits is removed, what is at work ends within a step
  --retry                tries again what has failed
`;

async function runJobs(args: readonly string[], terminal: Terminal): Promise<Result<void>> {
  const parsed = parse(args, { queue: text, cancel: flag, retry: flag, help: flag });
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return terminal.stdout.write(jobsHelp);
  const queue = queueOf(values.queue);
  if (!queue.ok) return queue;
  const [id = null, further] = positionals;
  if (further !== undefined) return fail(unexpected(further));
  const action = values.cancel ? 'cancel' : values.retry ? 'retry' : 'show';
  if (action !== 'show' && id === null) {
    const remedy = `Write dream jobs ID --${action}; "dream jobs" lists them.`;
    return fail({ code: 'usage', message: `--${action} needs the id of a job.`, remedy });
  }
  if (values.cancel && values.retry) {
    const message = '--cancel and --retry say opposite things.';
    return fail({ code: 'usage', message, remedy: 'Use one of them.' });
  }
  const told = await jobs({ queue: queue.value, id, action });
  return told.ok ? terminal.stdout.write(told.value) : told;
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parse(
  args: readonly string[],
  options: Readonly<Record<string, typeof text | typeof flag>>,
): Result<{ readonly values: Values; readonly positionals: readonly string[] }> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return ok({ values: values as Values, positionals });
  } catch (error) {
    const message = (error as Error).message.replace(/\.? To specify .*$/s, '');
    return fail({ code: 'usage', message: `${message}.`, remedy: '--help lists the options.' });
  }
}

/** `--queue`, else the variable of the environment: a password does not belong on a command line. */
export function queueOf(given: string | boolean | undefined): Result<string> {
  const address = asText(given) ?? process.env.DREAMGRAPH_QUEUE ?? null;
  if (address !== null) return ok(address);
  return fail({
    code: 'usage',
    message: 'No queue is named.',
    remedy: 'Add --queue redis://HOST, or set DREAMGRAPH_QUEUE.',
  });
}

function readNumbers(
  values: Values,
  names: readonly string[],
): Result<ReadonlyMap<string, number>> {
  const read = new Map<string, number>();
  for (const name of names) {
    const typed = values[name];
    if (typed === undefined) continue;
    const number = Number(typed);
    const isWhole = Number.isInteger(number) || name !== 'threads';
    if (!(number > 0) || !Number.isFinite(number) || !isWhole) {
      const message = `--${name} ${typed} is not a ${name === 'threads' ? 'whole number' : 'number'} above 0.`;
      return fail({ code: 'usage', message });
    }
    read.set(name, number);
  }
  return ok(read);
}

function asText(value: string | boolean | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function unexpected(word: string): Problem {
  return {
    code: 'usage',
    message: `"${word}" is one word too many.`,
    remedy: '--help lists the options.',
  };
}
