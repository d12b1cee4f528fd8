import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, ok } from '../../common/result.ts';
import type { LocalOptions } from '../../runtime/node.ts';
import { type Depth, decodePicture, readBytes } from './image-file.ts';
import { reasonOf } from './system-error.ts';

/** The folder with package.json, above the sources as well as above build/command. */
export const root = rootAbove(import.meta.dirname);
const assets = join(root, 'assets');
const threadScript = pathToFileURL(join(root, 'build/command/pool-thread.js'));

function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(dirname(folder));
}

type Needed = 'assets' | 'threadScript' | 'readFile' | 'decode';

export interface CliFiles extends Pick<LocalOptions, Needed> {
  /** 16 when one of the pictures read so far has 16 bits per channel. */
  readonly depth: () => Depth;
}

/** Files by their paths, bundled ones from assets/. */
export function createFiles(): CliFiles {
  let depth: Depth = 8;
  return {
    assets,
    threadScript,
    depth: () => depth,
    readFile: (path) => (path.startsWith(assets) ? readAsset(path) : readBytes(path)),
    decode: async (bytes, name) => {
      const decoded = await decodePicture(bytes, name);
      if (!decoded.ok) return decoded;
      if (decoded.value.depth === 16) depth = 16;
      return ok(decoded.value.picture);
    },
  };
}

async function readAsset(path: string) {
  try {
    return ok(await readFile(path));
  } catch (error) {
    const message = `${path} cannot be read: ${reasonOf(error)}.`;
    const remedy = 'Run "npm run -s assets" to install it again.';
    return fail({ code: 'asset-missing', message, remedy });
  }
}
