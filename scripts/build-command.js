// Plain JavaScript: it must start at once, without TypeScript's loader.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const to = join(root, 'build/command');

/** What the command line is made of. */
const origins = ['src', 'models', 'package.json', 'scripts/build-command.js'];

/**
 * Bundles the command line into build/command, which starts many times faster than its sources.
 * Does nothing when no source is newer.
 */
export async function buildCommand() {
  const sources = origins.flatMap((path) => filesIn(join(root, path)));
  if (sources.every((file) => changed(file) < changed(join(to, 'main.js')))) return;
  // Loaded only when there is something to do.
  const { build } = await import('vite');
  await build({
    ...{ root, configFile: false, logLevel: 'warn' },
    publicDir: false,
    // Of many small files, whose reading would take longer than the rest.
    ssr: { noExternal: ['immer', 'zod', /^@tensorflow\//] },
    build: {
      ...{ ssr: true, outDir: to, target: 'node20' },
      rollupOptions: {
        input: {
          main: join(root, 'src/cli/main.ts'),
          'pool-thread': join(root, 'src/runtime/node/pool-thread.ts'),
        },
        // The wasm backend asks for the folder of its code, which modules of JavaScript do not have.
        output: { intro: 'const __dirname = import.meta.dirname;' },
      },
    },
  });
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
