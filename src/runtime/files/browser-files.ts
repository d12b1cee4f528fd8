import { download } from '../../common/download.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { type Picture, pictureFromRgba8 } from '../../engine/picture/index.ts';
import { openBitmap, pixelsOf } from '../pictures/open-bitmap.ts';
import type { FileAccess } from './files.ts';

/** Bytes of a file of the person's own, by SHA-256 or, where that is not known, by name. */
export type FindFile = (file: {
  readonly name: string;
  readonly sha256?: string;
}) => Promise<Blob | undefined>;

/**
 * Bundled files from the app's own origin, the person's own from the page. Nothing from elsewhere: a
 * graph that someone sends must not make this browser speak with a server of theirs.
 */
export function browserFiles(assets: string, findFile: FindFile): FileAccess {
  return {
    bundled: (path) => download(new URL(path, assets).href),
    file: async (file): Promise<Result<Uint8Array>> => {
      const blob = await findFile(file);
      if (blob) return ok(new Uint8Array(await blob.arrayBuffer()));
      const message = `The file ${file.name} is not stored in this browser.`;
      return fail({ code: 'file-not-kept', message, remedy: 'Choose it again.' });
    },
    url: async (url) => fail(notAsked(url)),
    decode: decodeInBrowser,
  };
}

function notAsked(url: string): Problem {
  return {
    code: 'not-asked',
    message: `${url} is on another server, and a graph may not load it by itself.`,
    remedy: 'Choose the file again: a network by this address, a picture from your disk.',
  };
}

/** `openBitmap`, as floating point on white. */
async function decodeInBrowser(
  bytes: Uint8Array,
  name: string,
  warn: (problem: Problem) => void,
): Promise<Result<Picture>> {
  const opened = await openBitmap(bytes, name);
  if (!opened.ok) return opened;
  const { bitmap, note } = opened.value;
  if (note) warn(note);
  const { width, height } = bitmap;
  const pixels = pixelsOf(bitmap);
  bitmap.close();
  return ok(pictureFromRgba8(pixels, width, height));
}
