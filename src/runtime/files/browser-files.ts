import { download } from '../../common/download.ts';
import { sumOfBlob } from '../../common/file-sum.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { type NetworkFile, NetworkFileError } from '../../engine/index.ts';
import { type Picture, pictureFromRgba8 } from '../../engine/picture/index.ts';
import type { OpenClip } from '../clips/read/clip.ts';
import { openBitmap, pixelsOf } from '../pictures/open-bitmap.ts';
import type { FileAccess, NamedFile } from './files.ts';

/** Bytes of a file of the person's own, by SHA-256 or, where that is not known, by name. */
export type FindFile = (file: NamedFile) => Promise<Blob | undefined>;

/**
 * Bundled files from the app's own origin, the person's own from the page. Nothing from elsewhere: a
 * graph that someone sends must not make this browser speak with a server of theirs.
 */
export function browserFiles(assets: string, findFile: FindFile): FileAccess {
  const find = async (file: NamedFile): Promise<Result<Blob>> => {
    const blob = await findFile(file);
    return blob ? ok(blob) : fail(notKept(file));
  };
  return {
    bundled: (path) => download(new URL(path, assets).href),
    file: async (file) => {
      const blob = await find(file);
      return blob.ok ? ok(new Uint8Array(await blob.value.arrayBuffer())) : blob;
    },
    open: async (file) => {
      const blob = await find(file);
      return blob.ok ? ok(inBlob(blob.value, file)) : blob;
    },
    openClip: async (file) => {
      const blob = await find(file);
      return blob.ok ? openClip(blob.value, file.name) : blob;
    },
    url: async (url) => fail(notAsked(url)),
    decode: decodeInBrowser,
  };
}

/** The code that reads clips comes with the first one. */
async function openClip(blob: Blob, name: string): Promise<Result<OpenClip>> {
  const { openPageClip } = await import('../clips/page/open-page-clip.ts');
  const opened = await openPageClip(blob, name);
  if (!opened.ok) return opened;
  const { info, frame, close } = opened.value;
  return ok({
    info,
    close,
    sum: () => sumOfBlob(blob),
    read: async (index) => {
      const bitmap = await frame(index);
      return bitmap.ok ? ok(asPicture(bitmap.value)) : bitmap;
    },
  });
}

/** Which the types of pages do not have. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/** Read in place: of a network of hundreds of megabytes, a run needs a part. Workers only. */
function inBlob(blob: Blob, file: NamedFile): NetworkFile {
  const reader = new FileReaderSync();
  return {
    size: blob.size,
    read: (begin, end) => {
      try {
        return new Uint8Array(reader.readAsArrayBuffer(blob.slice(begin, end)));
      } catch {
        throw new NetworkFileError(notKept(file));
      }
    },
  };
}

function notKept({ name, sha256, url }: NamedFile): Problem {
  const sum = sha256 === undefined ? '' : ` (SHA-256 ${sha256.slice(0, 12)}…)`;
  const message = `The file ${name}${sum} is not stored in this browser.`;
  const remedy =
    url === undefined ? 'Choose it again.' : `Choose it again, or load it from ${url}.`;
  return { code: 'file-not-kept', message, remedy };
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
  return ok(asPicture(bitmap));
}

function asPicture(bitmap: ImageBitmap): Picture {
  const { width, height } = bitmap;
  const pixels = pixelsOf(bitmap);
  bitmap.close();
  return pictureFromRgba8(pixels, width, height);
}
