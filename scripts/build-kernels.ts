import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alone } from './build-lock.js';

const to = 'assets/kernels';
/** Where they are until they are whole; only the process that has the lock writes there. */
const beside = 'build/kernels';

const relaxed = ['--enable', 'relaxed-simd'];
const threads = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];

/** What a binary is made of: a folder of *.as, and features beside plain SIMD. */
interface Recipe {
  readonly from: string;
  readonly features: readonly string[];
}

const programs = 'src/engine/programs/simd/kernels';
const binaries: Readonly<Record<string, Recipe>> = {
  'simd.wasm': { from: programs, features: [] },
  'simd-threads.wasm': { from: programs, features: threads },
  'relaxed-simd.wasm': { from: programs, features: relaxed },
  'relaxed-simd-threads.wasm': { from: programs, features: [...relaxed, ...threads] },
  'motion.wasm': { from: 'src/engine/motion/kernels', features: [] },
};

/**
 * Builds the wasm kernels (AssemblyScript; *.as, so that TypeScript's tools leave them alone) into
 * assets/kernels. Does nothing when the binaries are newer than all they are made of. One process does
 * it at a time, and what runs meanwhile finds whole files.
 */
export async function buildKernels(): Promise<void> {
  if ((await outdated()).length === 0) return;
  await alone('build/kernels.lock', async () => {
    const started = new Date();
    await mkdir(to, { recursive: true });
    await mkdir(beside, { recursive: true });
    for (const [file, { from, features }] of await outdated()) {
      await writeFile(join(beside, file), await compileKernels(await readSources(from), features));
      // Whatever was changed since then is not in it.
      await utimes(join(beside, file), started, started);
      await rename(join(beside, file), join(to, file));
    }
  });
}

async function outdated(): Promise<readonly [string, Recipe][]> {
  const checked = Object.entries(binaries).map(async ([file, recipe]) => {
    const sources = (await sourceFiles(recipe.from)).map((name) => join(recipe.from, name));
    const origins = [...sources, import.meta.filename, 'node_modules/assemblyscript/package.json'];
    const newest = Math.max(...(await Promise.all(origins.map(changed))));
    return (await changed(join(to, file))) > newest ? [] : [[file, recipe] as [string, Recipe]];
  });
  return (await Promise.all(checked)).flat();
}

/** When a file was changed last; never, if there is none. */
async function changed(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
}

async function sourceFiles(from: string): Promise<readonly string[]> {
  return (await readdir(from)).filter((file) => file.endsWith('.as'));
}

async function readSources(from: string): Promise<ReadonlyMap<string, string>> {
  const files = await sourceFiles(from);
  const texts = files.map(
    async (file): Promise<[string, string]> => [
      file.replace(/\.as$/, '.ts'),
      await readFile(join(from, file), 'utf8'),
    ],
  );
  return new Map(await Promise.all(texts));
}

/**
 * @param sources AssemblyScript by file name; `main.ts` has the exports.
 * @returns a module that imports its memory.
 */
export async function compileKernels(
  sources: ReadonlyMap<string, string>,
  features: readonly string[],
): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  let complaints = '';
  // Half a second to load, so only when there is something to do.
  const { main: compile } = await import('assemblyscript/asc');
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--noExportMemory'];
  const result = await compile(
    ['main.ts', '--outFile', 'out.wasm', '--enable', 'simd', ...features, ...options],
    {
      readFile: (name) => sources.get(name) ?? null,
      writeFile: (name, content) => {
        if (name === 'out.wasm') binary = content as Uint8Array;
      },
      listFiles: () => [],
      stderr: {
        write: (text) => {
          complaints += text;
        },
      },
    },
  );
  if (result.error !== null || binary === null) {
    throw new Error(`The kernels do not compile.\n${complaints}`, { cause: result.error });
  }
  return binary;
}
