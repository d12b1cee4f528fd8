import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { alone } from './build-lock.js';

const from = 'src/engine/programs/simd/kernels';
const to = 'assets/kernels';
/** Where they are until they are whole; only the process that has the lock writes there. */
const beside = 'build/kernels';

const relaxed = ['--enable', 'relaxed-simd'];
const threads = ['--enable', 'threads', '--sharedMemory', '--maximumMemory', '65536'];

const variants = {
  'simd.wasm': [],
  'simd-threads.wasm': threads,
  'relaxed-simd.wasm': relaxed,
  'relaxed-simd-threads.wasm': [...relaxed, ...threads],
};

/**
 * Builds the wasm kernels from src/engine/programs/simd/kernels (AssemblyScript; *.as, so that TypeScript's
 * tools leave them alone) into assets/kernels. Does nothing when the binaries are newer than all they
 * are made of. One process does it at a time, and what runs meanwhile finds whole files.
 */
export async function buildKernels(): Promise<void> {
  if (await isUpToDate()) return;
  await alone('build/kernels.lock', async () => {
    if (await isUpToDate()) return;
    const started = new Date();
    const sources = await readSources();
    await mkdir(to, { recursive: true });
    await mkdir(beside, { recursive: true });
    for (const [file, features] of Object.entries(variants)) {
      await writeFile(join(beside, file), await compileKernels(sources, features));
      // Whatever was changed since then is not in it.
      await utimes(join(beside, file), started, started);
      await rename(join(beside, file), join(to, file));
    }
  });
}

async function isUpToDate(): Promise<boolean> {
  const sources = (await sourceFiles()).map((file) => join(from, file));
  const made = Object.keys(variants).map((file) => changed(join(to, file)));
  const origins = [...sources, import.meta.filename, 'node_modules/assemblyscript/package.json'];
  const newest = Math.max(...(await Promise.all(origins.map(changed))));
  return Math.min(...(await Promise.all(made))) > newest;
}

/** When a file was changed last; never, if there is none. */
async function changed(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.NEGATIVE_INFINITY,
  );
}

async function sourceFiles(): Promise<readonly string[]> {
  return (await readdir(from)).filter((file) => file.endsWith('.as'));
}

async function readSources(): Promise<ReadonlyMap<string, string>> {
  const files = await sourceFiles();
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
