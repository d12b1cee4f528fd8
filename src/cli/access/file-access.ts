import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import { hasSum } from '../../engine/index.ts';
import type { LocalOptions, OpenClip } from '../../runtime/node.ts';
import { type Depth, decodePicture } from '../files/decode-picture.ts';
import { readBytes } from '../files/image-file.ts';
import { openFile } from '../files/open-file.ts';
import { reasonOf } from '../files/system-error.ts';

/** The folder with package.json, above the sources as well as above build/command. */
export const root = rootAbove(import.meta.dirname);
const assets = join(root, 'assets');
// A build puts the name of its own script here (`scripts/build-command.js`).
const threadName = process.env.DREAMGRAPH_THREAD_SCRIPT ?? 'pool-thread.js';
const threadScript = pathToFileURL(join(root, 'build/command', threadName));

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}

type Needed = 'assets' | 'threadScript' | 'readFile' | 'openFile' | 'openClip' | 'decode';

export interface CliFiles extends Pick<LocalOptions, Needed> {
  /** 16 when one of the pictures with these SHA-256 sums was read and has 16 bits per channel. */
  readonly depthOf: (sums: readonly string[]) => Depth;
}

/**
 * Files by their paths, bundled ones from assets/.
 * @param graph the file of the graph, beside which its pictures may lie.
 */
export function createFiles(graph: string | null = null): CliFiles {
  const deep = new Set<string>();
  return {
    assets,
    threadScript,
    depthOf: (sums) => (sums.some((sum) => deep.has(sum)) ? 16 : 8),
    readFile: (path, hash) =>
      path.startsWith(assets)
        ? readAsset(path)
        : findNamed(placesOf(path, graph), hash, readBytes, hasSha256),
    openFile: async ({ name, sha256: expected }, inside) => {
      const places = placesOf(name, graph);
      const folders = inside === undefined ? [] : placesOf(inside, graph);
      const open = (path: string) => openFile(path, folders[places.indexOf(path)]);
      return findNamed(places, expected, open, hasSum);
    },
    openClip: async ({ name, sha256: expected }) => {
      const { openClip } = await import('../clips/read/open-clip.ts');
      const hasThis = async (clip: OpenClip, sum: string) => (await clip.sum()) === sum;
      return findNamed(placesOf(name, graph), expected, openClip, hasThis);
    },
    decode: async (bytes, name, warn) => {
      const decoded = await decodePicture(bytes, name);
      if (!decoded.ok) return decoded;
      if (decoded.value.note) warn(decoded.value.note);
      if (decoded.value.depth === 16) deep.add(await sha256(bytes));
      return ok(decoded.value.picture);
    },
  };
}

/** Where a file that a graph names may lie: where the person is, or beside the graph. */
export function placesOf(name: string, graph: string | null): readonly string[] {
  return graph === null || isAbsolute(name) ? [name] : [name, join(dirname(graph), name)];
}

/** A graph that a picture carries names files without their folders, and says what they contain. */
async function findNamed<File>(
  places: readonly string[],
  hash: string | undefined,
  open: (path: string) => Promise<Result<File>>,
  isIt: (file: File, hash: string) => Promise<boolean>,
): Promise<Result<File>> {
  const [name = ''] = places;
  let problem: Problem | undefined;
  for (const path of places) {
    const opened = await open(path);
    if (opened.ok && (hash === undefined || (await isIt(opened.value, hash)))) return opened;
    if (!opened.ok) problem ??= opened.problem;
    else {
      const message = `${path} is not the file that the graph was made with: its content differs.`;
      problem = { code: 'file-changed', message, remedy: nameIt };
    }
  }
  if (hash === undefined || problem?.code !== 'picture-not-found') {
    return fail(problem as Problem);
  }
  const message = `There is no file ${name} here or beside the graph.`;
  return fail({ code: 'picture-not-found', message, remedy: nameIt });
}

async function hasSha256(bytes: Uint8Array, hash: string): Promise<boolean> {
  return (await sha256(bytes)) === hash;
}

const nameIt = 'Say which file to use, with --image or --network.';

async function readAsset(path: string) {
  try {
    return ok(await readFile(path));
  } catch (error) {
    const message = `${path} cannot be read: ${reasonOf(error)}.`;
    const remedy = 'Run "npm run -s assets" to install it again.';
    return fail({ code: 'asset-missing', message, remedy });
  }
}
