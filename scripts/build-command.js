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
    const thread = `pool-thread-${sumOfSources()}`;
    await bundle(beside, thread);
    // Tests, which run the sources, find it under the plain name.
    copyFileSync(join(beside, `${thread}.js`), join(beside, 'pool-thread.js'));
    // Whatever was changed since then is not in it.
    utimesSync(join(beside, 'main.js'), started, started);
    putInPlace(beside);
  });
}

function isBuilt() {
  return sources().every((file) => changed(file) < changed(main));
}

/** Files and folders: what is removed changes its folder. */
function sources() {
  return origins.flatMap((path) => filesIn(join(root, path)));
}

/**
 * The script of the threads is named after the sources: a command that has started, but not yet its
 * threads, must not get those of a newer build. That is known beforehand, unlike a sum of the script
 * itself, so the name is in the parts before the bundler gives them theirs.
 */
function sumOfSources() {
  const sum = createHash('sha256');
  for (const path of sources()) if (statSync(path).isFile()) sum.update(readFileSync(path));
  return sum.digest('hex').slice(0, 8);
}

/**
 * @param {string} outDir
 * @param {string} thread what the script of the threads is called
 */
async function bundle(outDir, thread) {
  // Loaded only when there is something to do.
  const { build } = await import('vite');
  await build({
    ...{ root, configFile: false, logLevel: 'warn' },
    publicDir: false,
    define: { 'process.env.DREAMGRAPH_THREAD_SCRIPT': JSON.stringify(`${thread}.js`) },
    // Of many small files, whose reading would take longer than the rest.
    ssr: { noExternal: ['immer', 'zod', /^@tensorflow\//] },
    build: {
      ...{ ssr: true, outDir, target: 'node20' },
      rollupOptions: {
        input: {
          main: join(root, 'src/cli/main.ts'),
          [thread]: join(root, 'src/runtime/node/pool-thread.ts'),
        },
        // The wasm backend asks for the folder of its code, which modules of JavaScript do not have.
        output: { intro: 'const __dirname = import.meta.dirname;' },
      },
    },
  });
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
