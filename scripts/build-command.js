// Plain JavaScript: it must start at once, without TypeScript's loader.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alone, isAlive } from './build-lock.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const builds = join(root, 'build');
const to = join(builds, 'command');
const main = join(to, 'main.js');

/** What the command line is made of. */
const origins = ['src', 'models', 'package.json', 'scripts/build-command.js'];

/**
 * Bundles the command line into build/command, which starts many times faster than its sources.
 * Does nothing when no source is newer. Commands that run meanwhile are not disturbed, and those
 * that start meanwhile wait.
 */
export async function buildCommand() {
  if (isBuilt()) return;
  await alone(join(builds, 'command.lock'), async () => {
    if (isBuilt()) return;
    removeForsaken();
    const started = new Date();
    const beside = join(builds, `command-${process.pid}`);
    await bundle({ 'pool-thread': join(root, 'src/runtime/node/pool-thread.ts') }, beside);
    const thread = nameThread(beside);
    await bundle({ main: join(root, 'src/cli/main.ts') }, beside, [naming(thread)]);
    // Whatever was changed since then is not in it.
    utimesSync(join(beside, 'main.js'), started, started);
    putInPlace(beside);
  });
}

function isBuilt() {
  const sources = origins.flatMap((path) => filesIn(join(root, path)));
  return sources.every((file) => changed(file) < changed(main));
}

/**
 * @param {Record<string, string>} input
 * @param {string} outDir
 * @param {import('vite').Plugin[]} plugins
 */
async function bundle(input, outDir, plugins = []) {
  // Loaded only when there is something to do.
  const { build } = await import('vite');
  await build({
    ...{ root, plugins, configFile: false, logLevel: 'warn' },
    publicDir: false,
    // Of many small files, whose reading would take longer than the rest.
    ssr: { noExternal: ['immer', 'zod', /^@tensorflow\//] },
    build: {
      ...{ ssr: true, outDir, emptyOutDir: false, target: 'node20' },
      rollupOptions: {
        input,
        // The wasm backend asks for the folder of its code, which modules of JavaScript do not have.
        output: { intro: 'const __dirname = import.meta.dirname;' },
      },
    },
  });
}

/**
 * Gives the script of the threads a name that says what it contains, like the other parts: a command
 * that has started, but not yet its threads, must not get those of a newer build. Tests, which run the
 * sources, find it under the plain name.
 * @param {string} folder
 */
function nameThread(folder) {
  const script = join(folder, 'pool-thread.js');
  const sum = createHash('sha256').update(readFileSync(script)).digest('hex').slice(0, 8);
  const named = `pool-thread-${sum}.js`;
  copyFileSync(script, join(folder, named));
  return named;
}

/**
 * Lets the command name that script, wherever the bundler puts the line.
 * @param {string} thread
 * @returns {import('vite').Plugin}
 */
function naming(thread) {
  let isNamed = false;
  return {
    name: 'name-thread',
    transform(code) {
      if (!code.includes('command/pool-thread.js')) return undefined;
      isNamed = true;
      return code.replace('command/pool-thread.js', `command/${thread}`);
    },
    buildEnd(error) {
      if (!error && !isNamed)
        throw new Error('The command line no longer names the script of its threads.');
    },
  };
}

/** Milliseconds for which a running command may still load parts of its own build. */
const keptFor = 24 * 3_600_000;

/**
 * Renames the files one by one, the entry last: until then the old build is whole, and its parts,
 * whose names say what they contain, stay for a while after.
 * @param {string} beside
 */
function putInPlace(beside) {
  const entry = join(beside, 'main.js');
  const files = filesIn(beside).filter((file) => statSync(file).isFile() && file !== entry);
  for (const file of [...files, entry]) {
    const place = join(to, relative(beside, file));
    mkdirSync(dirname(place), { recursive: true });
    renameSync(file, place);
  }
  rmSync(beside, { recursive: true });
  const kept = new Set([...files, entry].map((file) => join(to, relative(beside, file))));
  for (const file of filesIn(to)) {
    const isOld = statSync(file).isFile() && Date.now() - changed(file) > keptFor;
    if (isOld && !kept.has(file)) rmSync(file, { force: true });
  }
}

/** Removes builds that were cut short. */
function removeForsaken() {
  for (const name of readdirSync(builds)) {
    const [, pid] = /^command-(\d+)$/.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(builds, name), { recursive: true, force: true });
  }
}

/** @param {string} path */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true }).map((file) => join(path, String(file)));
}

/**
 * When a file was changed last, in milliseconds; never, if there is none.
 * @param {string} file
 */
function changed(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
