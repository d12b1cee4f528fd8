import type { RgbaPicture } from '../../runtime/browser.ts';

/** What a node shows: pixels from a run, or a photo that was decoded before any run. */
export interface Shown {
  /** What is told as its size; `pixels` may be fewer. */
  readonly width: number;
  readonly height: number;
  readonly pixels: RgbaPicture | ImageBitmap;
  /** Full size, or a picture of work in progress. */
  readonly final: boolean;
}

/** Where a picture comes from and how one hears of the next. */
export interface PictureSource {
  readonly get: () => Shown | undefined;
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * The pictures of the nodes. They are kept out of every store: a preview goes from the worker to a
 * canvas without React noticing, and is dropped here when a newer one comes.
 */
class Pictures {
  readonly #shown = new Map<string, Shown>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #sources = new Map<string, PictureSource>();

  get(node: string): Shown | undefined {
    return this.#shown.get(node);
  }

  set(node: string, shown: Shown): void {
    release(this.#shown.get(node), shown);
    this.#shown.set(node, shown);
    this.#tell(node);
  }

  delete(node: string): void {
    release(this.#shown.get(node));
    if (this.#shown.delete(node)) this.#tell(node);
  }

  clear(): void {
    const nodes = [...this.#shown.keys()];
    for (const shown of this.#shown.values()) release(shown);
    this.#shown.clear();
    for (const node of nodes) this.#tell(node);
  }

  subscribe(node: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(node) ?? new Set();
    this.#listeners.set(node, listeners.add(listener));
    return () => listeners.delete(listener);
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

  #tell(node: string): void {
    for (const listener of this.#listeners.get(node) ?? []) listener();
  }
}

export const pictures = new Pictures();

/** What a variant that is at work has to show, by its id; '' is the graph itself. */
export const livePictures = new Pictures();

/** Bitmaps lie outside the heap and are given back by hand. */
function release(old: Shown | undefined, next?: Shown): void {
  if (old && 'close' in old.pixels && old.pixels !== next?.pixels) old.pixels.close();
}

/** Draws without smoothing anything away: the canvas gets the picture's own size. */
export function paint(canvas: HTMLCanvasElement, { pixels }: Shown): void {
  const { width, height } = pixels;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  // Kept in main memory: an accelerated canvas in each node would make each node a layer of its own.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  if (pixels instanceof ImageBitmap) {
    context.clearRect(0, 0, width, height);
    context.drawImage(pixels, 0, 0, width, height);
  } else {
    context.putImageData(new ImageData(pixels.data, width, height), 0, 0);
  }
}
