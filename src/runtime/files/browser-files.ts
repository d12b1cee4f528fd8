import { download } from '../../common/download.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { type Picture, pictureFromRgba8 } from '../../engine/picture/index.ts';
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

const maxPixels = 100_000_000;

/**
 * Decodes any picture that the browser knows, in a worker or a page: upright (EXIF), sRGB, on white.
 * Problems: `picture-damaged`, `picture-too-large`.
 */
async function decodeInBrowser(bytes: Uint8Array, name: string): Promise<Result<Picture>> {
  const bitmap = await open(bytes);
  if (!bitmap) {
    const message = `${name} is not a picture that this browser can read, or it is damaged. Use a PNG, JPEG or WebP file.`;
    return fail({ code: 'picture-damaged', message });
  }
  const { width, height } = bitmap;
  if (width * height > maxPixels) {
    bitmap.close();
    const message = `${name} has ${width} x ${height} pixels; the most is 100 megapixels. Make it smaller first.`;
    return fail({ code: 'picture-too-large', message });
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace: 'srgb' });
  if (!context) throw new Error('There is no 2D canvas in this worker.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return ok(pictureFromRgba8(context.getImageData(0, 0, width, height).data, width, height));
}

async function open(bytes: Uint8Array): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]), {
      imageOrientation: 'from-image',
      premultiplyAlpha: 'default',
    });
  } catch {
    return undefined;
  }
}
