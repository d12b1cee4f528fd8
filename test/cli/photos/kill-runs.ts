import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';

/** How often a command was ended with SIGKILL in the middle, and what was wrong after. */
export interface KillReport {
  readonly kills: number;
  /** Those that left some files made and some not. */
  readonly inTheMiddle: number;
  /** Files that were there after each kill. */
  readonly after: readonly number[];
  readonly files: number;
  /** What should never be: a half file under its name, a file written twice, other bytes. */
  readonly failures: readonly string[];
}

export interface KillOptions {
  /** The arguments of the command without `-o`. */
  readonly args: readonly string[];
  /** What `-o` says, relative to a folder. */
  readonly output: string;
  /** A folder for the files of the undisturbed run, and of the disturbed ones. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** The most files that a run writes before it is killed. */
  readonly most: number;
  /** Files that are written on the way, and go at the end: the frames of a film. */
  readonly waiting?: number;
}

const main = resolve('build/command/main.js');

/**
 * Runs a command undisturbed, then again, killed at random moments and started anew until it ends, and
 * compares all files. The folder is watched all the time: what has a final name must be whole.
 */
export async function killRuns(options: KillOptions): Promise<KillReport> {
  const { folder, output, args, kills, most, waiting = 0 } = options;
  const random = randomFrom(options.seed);
  const undisturbed = join(folder, 'undisturbed');
  const disturbed = join(folder, 'disturbed');
  for (const each of [undisturbed, disturbed]) mkdirSync(each, { recursive: true });
  const began = performance.now();
  const alone = await start([...args, '-o', join(undisturbed, output)]).end;
  const wanted = await filesBelow(undisturbed);
  const whole = performance.now() - began;
  const all = wanted.size + waiting;
  const failures = alone.code === 0 ? [] : [`The undisturbed run failed: ${alone.told}`];
  const watched = watchFiles(disturbed, wanted, failures);
  const after: number[] = [];
  let inTheMiddle = 0;
  const again = [...args, '-o', join(disturbed, output)];
  for (let kill = 0; kill < kills; kill++) {
    // The first comes after a file, so that not all can miss.
    const more = Math.max(kill === 0 ? 1 : 0, Math.floor(random() * (most + 1)));
    const files = watched.count() + more;
    const run = start(again);
    // Some time after it has written so many files; with none, while it starts.
    await Promise.race([watched.until(files), run.end]);
    // With every frame there, what is left is to put them together.
    const within = waiting > 0 && watched.count() >= waiting ? whole : whole / Math.max(1, all);
    const timer = setTimeout(() => run.child.kill('SIGKILL'), random() * within);
    const { signal } = await run.end;
    clearTimeout(timer);
    watched.look();
    after.push(watched.count());
    if (signal === 'SIGKILL' && watched.count() > 0 && !watched.isWhole()) inTheMiddle++;
  }
  // A test whose kills all miss would hold for any program.
  if (inTheMiddle === 0) failures.push(`No kill came in the middle: after ${after.join()} files.`);
  const last = await start(again).end;
  if (last.code !== 0) failures.push(`The last run failed: ${last.told}`);
  watched.close();
  const made = await filesBelow(disturbed);
  for (const [name, bytes] of wanted) {
    if (!made.get(name)?.equals(bytes)) failures.push(`${name} differs or is missing.`);
  }
  for (const name of made.keys()) if (!wanted.has(name)) failures.push(`${name} is left over.`);
  return { kills, inTheMiddle, after, files: wanted.size, failures };
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (data) => {
    told += `${data}`;
  });
  const end = new Promise<{ code: number | null; signal: string | null; told: string }>((done) => {
    child.on('close', (code, signal) => done({ code, signal, told }));
  });
  return { child, end };
}

/** Looks at every file as soon as it has its name, and whether it changes later. */
function watchFiles(folder: string, wanted: ReadonlyMap<string, Buffer>, failures: string[]) {
  const seen = new Map<string, string>();
  let wake = () => {};
  const look = (name: string) => {
    if (basename(name).startsWith('.')) return;
    const info = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!info?.isFile()) return;
    try {
      const identity = `${info.ino} ${info.mtimeMs}`;
      // What only waits for a film has nothing to be compared with.
      const whole = wanted.get(name);
      if (whole && !readFileSync(join(folder, name)).equals(whole)) {
        failures.push(`${name} was seen half, or with other bytes.`);
      }
      if ((seen.get(name) ?? identity) !== identity) failures.push(`${name} was written twice.`);
      seen.set(name, identity);
      wake();
    } catch (error) {
      // It went in between.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  };
  const watcher = watch(folder, { recursive: true }, (_event, name) => look(`${name}`));
  // Node does not hear of what happens in a folder right after that was made.
  const poll = setInterval(() => {
    for (const name of readdirSync(folder, { recursive: true })) {
      if (!seen.has(`${name}`)) look(`${name}`);
    }
  }, 20);
  return {
    look: () => {
      for (const name of wanted.keys()) look(name);
    },
    count: () => seen.size,
    until: (count: number) =>
      new Promise<void>((done) => {
        wake = () => {
          if (seen.size >= count) done();
        };
        wake();
      }),
    isWhole: () => [...wanted.keys()].every((name) => seen.has(name)),
    close: () => {
      clearInterval(poll);
      watcher.close();
    },
  };
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name));
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => [relative(folder, path), await readFile(path)] as const),
    ),
  );
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
