import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../common/result.ts';
import { closest } from '../../graph/document/names.ts';

/** The command line as typed; no name in it has been checked yet. */
export interface Options {
  /** Photos and folders of photos, in order; `-` is the standard input. */
  readonly photos: readonly string[];
  /** The one to dream on, if there is only one. */
  readonly photo: string | null;
  readonly preset: string | null;
  readonly graph: string | null;
  readonly output: string | null;
  /** `[NODE=]PATH`, in order. */
  readonly images: readonly string[];
  /** `NODE.PARAM=VALUE`, in order. */
  readonly settings: readonly string[];
  /** Exposed parameters of the graph by flag; a flag given more than once has several values. */
  readonly exposed: ReadonlyMap<string, readonly string[]>;
  /** `NAME[:WEIGHT]`, in order. */
  readonly motifs: readonly string[];
  readonly variant: string | null;
  /** `NODE.PARAM=a,b,c`, in order. */
  readonly sweeps: readonly string[];
  readonly to: string | null;
  /** Those of a film, both ends included; null: a still. */
  readonly frames: Frames | 'all' | null;
  /** The part of the pictures that this machine makes. */
  readonly shard: Shard | null;
  /** Of `dream submit`: the address of the Redis server. */
  readonly queue: string | null;
  /** Of `dream submit`: a folder that all machines share. */
  readonly blobs: string | null;
  readonly network: string | null;
  /** What the network gets of a picture, and in which order of its colours. */
  readonly values: string | null;
  readonly order: string | null;
  readonly otherHosts: boolean;
  readonly backend: string | null;
  readonly deterministic: boolean;
  readonly report: string | null;
  readonly describe: string | null;
  readonly json: boolean;
  readonly list: boolean;
  readonly metadata: boolean;
  /** Whether files that are there may be replaced unasked, the command's own input too. */
  readonly force: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

export interface Frames {
  readonly first: number;
  readonly last: number;
}

/** Every `count`-th picture, from the `index`-th on, which is counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const fixed = {
  output: { ...text, short: 'o' },
  preset: text,
  graph: text,
  image: texts,
  set: texts,
  motif: texts,
  variant: text,
  sweep: texts,
  to: text,
  frames: text,
  shard: text,
  queue: text,
  blobs: text,
  network: text,
  values: text,
  order: text,
  'other-hosts': flag,
  backend: text,
  deterministic: flag,
  report: text,
  describe: text,
  json: flag,
  list: flag,
  'no-metadata': flag,
  force: flag,
  quiet: { ...flag, short: 'q' },
  help: { ...flag, short: 'h' },
  version: flag,
} as const;

/** The graph must be known first, because its parameters are flags too. */
export function graphAskedFor(argv: readonly string[]): {
  preset: string | null;
  graph: string | null;
} {
  const { values } = parseArgs({
    args: [...argv],
    options: fixed,
    strict: false,
    allowPositionals: true,
  });
  const read = (value: unknown) => (typeof value === 'string' ? value : null);
  return { preset: read(values.preset), graph: read(values.graph) };
}

/**
 * @param exposedNames the graph's own flags, e.g. `layer`.
 * Problem: `usage`.
 */
export function readOptions(
  argv: readonly string[],
  exposedNames: readonly string[],
): Result<Options> {
  // A flag of the command itself is not shadowed by a parameter of the same name.
  const own = exposedNames.filter((name) => !Object.hasOwn(fixed, name));
  const options = { ...Object.fromEntries(own.map((name) => [name, texts])), ...fixed };
  const parsed = parse(argv, options);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.graph !== undefined && values.preset !== undefined) {
    return usage('--graph and --preset both name a graph.', 'Use one of them.');
  }
  const shard = readShard(values.shard);
  if (!shard.ok) return shard;
  const frames = readFrames(values.frames);
  if (!frames.ok) return frames;
  return ok({
    photos: positionals,
    photo: positionals.length === 1 ? (positionals[0] ?? null) : null,
    preset: values.preset ?? null,
    graph: values.graph ?? null,
    output: values.output ?? null,
    images: values.image ?? [],
    settings: values.set ?? [],
    exposed: new Map(own.flatMap((name) => exposedValues(name, values))),
    motifs: values.motif ?? [],
    variant: values.variant ?? null,
    sweeps: values.sweep ?? [],
    to: values.to ?? null,
    frames: frames.value,
    shard: shard.value,
    queue: values.queue ?? null,
    blobs: values.blobs ?? null,
    network: values.network ?? null,
    values: values.values ?? null,
    order: values.order ?? null,
    otherHosts: values['other-hosts'] ?? false,
    backend: values.backend ?? null,
    deterministic: values.deterministic ?? false,
    report: values.report ?? null,
    describe: values.describe ?? null,
    json: values.json ?? false,
    list: values.list ?? false,
    metadata: !values['no-metadata'],
    force: values.force ?? false,
    quiet: values.quiet ?? false,
    help: values.help ?? false,
    version: values.version ?? false,
  });
}

/** `0-119`, `30`, `all` */
function readFrames(text: string | undefined): Result<Frames | 'all' | null> {
  if (text === undefined) return ok(null);
  if (text === 'all') return ok(text);
  const [, from, to] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  const frames = { first: Number(from), last: Number(to ?? from) };
  if (frames.first <= frames.last) return ok(frames);
  return usage(`--frames ${text} is no range of frames.`, 'Write it like 0-119, 30, or all.');
}

/** `2/5` */
function readShard(text: string | undefined): Result<Shard | null> {
  if (text === undefined) return ok(null);
  const [, index = 0, count = 0] = (/^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return ok({ index, count });
  return usage(
    `--shard ${text} is no part of the pictures.`,
    'Write --shard 2/5 for the second of five machines.',
  );
}

function exposedValues(name: string, values: object): [string, readonly string[]][] {
  const given: unknown = (values as Readonly<Record<string, unknown>>)[name];
  return Array.isArray(given) ? [[name, given.map(String)]] : [];
}

function parse(argv: readonly string[], options: typeof fixed) {
  const args = joinNegatives(argv);
  const wrong = misuseOf(args, options);
  return wrong === null ? ok(parseArgs({ args, options, allowPositionals: true })) : usage(wrong);
}

/** `--weight -1` becomes one word, because no flag starts with a digit. */
function joinNegatives(argv: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of argv) {
    const before = joined.at(-1);
    if (/^-\d/.test(word) && before?.startsWith('--') && !before.includes('=')) {
      joined[joined.length - 1] = `${before}=${word}`;
    } else joined.push(word);
  }
  return joined;
}

/** What is wrong with the options as typed; null when `parseArgs` accepts them. */
function misuseOf(args: string[], options: typeof fixed): string | null {
  const known: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>> = options;
  const loose = { args, options, strict: false, tokens: true, allowPositionals: true } as const;
  for (const token of parseArgs(loose).tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) {
      const hint = closest(name, Object.keys(known));
      return `There is no option ${rawName}.${hint} --help lists them.`;
    }
    if (option.type === 'boolean') {
      if (value !== undefined) return `${rawName} takes no value.`;
    } else if (value === undefined) return `${rawName} needs a value.`;
    else if (!inlineValue && value.length > 1 && value.startsWith('-')) {
      const joined = `${rawName}${rawName.startsWith('--') ? '=' : ''}${value}`;
      return `${rawName} needs a value, and ${value} looks like an option. Write ${joined} if it is the value.`;
    }
  }
  return null;
}

/** A problem with the command line itself. */
export function usage(message: string, remedy?: string) {
  return fail({ code: 'usage', message, ...(remedy !== undefined && { remedy }) });
}
