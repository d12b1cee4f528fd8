import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fail, ok } from '../common/result.ts';
import type { LocalOptions } from '../runtime/index.ts';
import { type Depth, decodePicture, readBytes } from './image-file.ts';
import { reasonOf } from './system-error.ts';

// Two folders below the root, as source and as built by scripts/build-command.js.
const root = new URL('../../', import.meta.url);
const assets = fileURLToPath(new URL('assets', root));
const crewMember = new URL('build/command/crew-member.js', root);

type Needed = 'assets' | 'crewMember' | 'readFile' | 'decode';

export interface CliFiles extends Pick<LocalOptions, Needed> {
  /** 16 when one of the pictures read so far has 16 bits per channel. */
  readonly depth: () => Depth;
}

/** Files by their paths, bundled ones from assets/. */
export function createFiles(): CliFiles {
  let depth: Depth = 8;
  return {
    assets,
    crewMember,
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
    const message = `${path} cannot be read: ${reasonOf(error)}. Run "npm run -s assets" to install it again.`;
    return fail({ code: 'asset-missing', message });
  }
}
