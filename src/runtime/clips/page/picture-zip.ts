import type { Zip } from 'fflate';
import { embedDocument } from '../../png/png-metadata.ts';
import type { ByteSink, ClipOptions } from '../clip-writer.ts';
import { encodeStill, type FrameIn } from './frames.ts';

export interface PictureZip {
  add(frame: FrameIn): Promise<void>;
  finish(): Promise<void>;
}

/** Numbered PNG pictures, each with the graph, in one archive: browsers download one file at a time. */
export async function createPictureZip(
  { name = 'dream', graph, profile }: ClipOptions,
  sink: ByteSink,
): Promise<PictureZip> {
  const { Zip, ZipPassThrough } = await import('fflate');
  let count = 0;
  const failed = new AbortController();
  const zip: Zip = new Zip((error, data) => {
    if (error) failed.abort(error);
    else void sink.append(data);
  });
  return {
    add: async (frame) => {
      const png = await encodeStill(frame, 'image/png');
      const embedded = graph === null ? undefined : await embedDocument(png, graph, { profile });
      // They are packed already.
      const file = new ZipPassThrough(`${name}.${String(count++).padStart(4, '0')}.png`);
      zip.add(file);
      file.push(embedded?.ok ? embedded.value : png, true);
      failed.signal.throwIfAborted();
    },
    finish: async () => {
      zip.end();
      failed.signal.throwIfAborted();
    },
  };
}
