import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { readUrl } from '../files/bytes.ts';
import { decodeInBrowser } from '../files/decode-in-browser.ts';
import type { FileWorld } from '../files/world.ts';
import type { FindFile } from './protocol.ts';

/**
 * Bundled files from the app's own origin, the person's own from the page. Nothing from elsewhere: a
 * graph that someone sends must not make this browser speak with a server of theirs.
 */
export function browserWorld(assets: string, findFile: FindFile): FileWorld {
  return {
    bundled: (path) => readUrl(new URL(path, assets).href),
    file: async (file): Promise<Result<Uint8Array>> => {
      const blob = await findFile(file);
      if (blob) return ok(new Uint8Array(await blob.arrayBuffer()));
      const message = `The file ${file.name} is not kept in this browser. Choose it again.`;
      return fail({ code: 'file-not-kept', message });
    },
    url: async (url) => fail(notAsked(url)),
    decode: decodeInBrowser,
  };
}

function notAsked(url: string): Problem {
  return {
    code: 'not-asked',
    message: `${url} is on another server, and a graph may not load it by itself. Choose the file again: a network by this address, a picture from your disk.`,
  };
}
