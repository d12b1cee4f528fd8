import { createStore } from 'zustand/vanilla';
import type { RgbaPicture } from '../../runtime/browser.ts';

/** What a node shows: pixels from a run, or a photo that was decoded before any run. */
export interface DisplayPicture {
  /** The size that is shown in words; `pixels` may be fewer. */
  readonly width: number;
  readonly height: number;
  readonly pixels: RgbaPicture | ImageBitmap;
  /** Full size, or a picture of work in progress. */
  readonly final: boolean;
}

/** Where a picture comes from, with a subscription to the next ones. */
export interface PictureSource {
  readonly get: () => DisplayPicture | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * The pictures of the nodes. Components do not render from this store: a preview goes from the worker
 * to a canvas without React noticing, and is released here when a newer one comes.
 */
class Pictures {
  readonly #store = createStore<ReadonlyMap<string, DisplayPicture>>(() => new Map());
  readonly #sources = new Map<string, PictureSource>();

  get(node: string): DisplayPicture | undefined {
    return this.#store.getState().get(node);
  }

  set(node: string, picture: DisplayPicture): void {
    release(this.get(node), picture);
    this.#store.setState(new Map(this.#store.getState()).set(node, picture), true);
  }

  delete(node: string): void {
    release(this.get(node));
    const rest = new Map(this.#store.getState());
    if (rest.delete(node)) this.#store.setState(rest, true);
  }

  clear(): void {
    for (const picture of this.#store.getState().values()) release(picture);
    this.#store.setState(new Map(), true);
  }

  subscribe(node: string, listener: () => void): () => void {
    return this.#store.subscribe((now, before) => {
      if (now.get(node) !== before.get(node)) listener();
    });
  }

  subscribeAll(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** The same source for the same node. */
  of(node: string): PictureSource {
    const source = this.#sources.get(node) ?? {
      get: () => this.get(node),
      subscribe: (listener) => this.subscribe(node, listener),
    };
    this.#sources.set(node, source);
    return source;
  }
}

export const pictures = new Pictures();

/** What a variant that is at work has to show, by its id; '' is the graph itself. */
export const livePictures = new Pictures();

/** Bitmaps lie outside the heap and are given back by hand. */
function release(old: DisplayPicture | undefined, next?: DisplayPicture): void {
  if (old && 'close' in old.pixels && old.pixels !== next?.pixels) old.pixels.close();
}

/** Draws without smoothing anything away: the canvas gets the picture's own size. */
export function paint(canvas: HTMLCanvasElement, { pixels }: DisplayPicture): void {
  const { width, height } = pixels;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // In main memory: an accelerated canvas in each node would make each node a layer of its own.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  if (pixels instanceof ImageBitmap) {
    context.clearRect(0, 0, width, height);
    context.drawImage(pixels, 0, 0, width, height);
  } else {
    context.putImageData(new ImageData(pixels.data, width, height), 0, 0);
  }
}
