import { type Remote, wrap } from 'comlink';
import type { RgbaPicture } from '../../runtime/browser.ts';
import type { EncodedPicture, Encoder } from './encode.worker.ts';

/** The worker ends after this time without a picture, in milliseconds. */
const idleTimeout = 30_000;

let worker: { readonly thread: Worker; readonly encoder: Remote<Encoder> } | undefined;
let work = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Makes files of a picture in a worker: a photo of some megapixels takes a second. */
export function encodePicture(pixels: RgbaPicture): Promise<EncodedPicture> {
  return inWorker((encoder) => encoder.encode(pixels));
}

/** The pixels of a file that {@link encodePicture} made. */
export function decodePicture(picture: Blob): Promise<RgbaPicture> {
  return inWorker((encoder) => encoder.decode(picture));
}

async function inWorker<T>(use: (encoder: Remote<Encoder>) => Promise<T>): Promise<T> {
  clearTimeout(timer);
  worker ??= start();
  work += 1;
  try {
    return await use(worker.encoder);
  } finally {
    work -= 1;
    if (work === 0) timer = setTimeout(stop, idleTimeout);
  }
}

function start() {
  const thread = new Worker(new URL('./encode.worker.ts', import.meta.url), { type: 'module' });
  return { thread, encoder: wrap<Encoder>(thread) };
}

function stop(): void {
  worker?.thread.terminate();
  worker = undefined;
}
