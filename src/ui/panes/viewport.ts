/** The size of a stage or a picture, in pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** A point of a picture; (0, 0) is its upper left corner, (1, 1) the lower right one. */
export interface Spot {
  readonly u: number;
  readonly v: number;
}

/** Where a picture lies on a stage. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  /** Screen pixels per pixel of the picture. */
  readonly zoom: number;
}

const range = { min: 0.02, max: 64 };

/**
 * One pan and zoom for all pictures that are compared. It knows no picture: the spot in the middle
 * and the zoom count in a picture of `reference` size, so that pictures of other sizes lie over it.
 * Kept out of React: a drag moves it a hundred times a second, and painters listen.
 */
export class Viewport {
  /** Undefined: the whole picture. */
  #own: (Spot & { readonly zoom: number }) | undefined;
  #cursor: Spot | undefined;
  #reference: Extent = { width: 1, height: 1 };
  #stage: Extent = { width: 1, height: 1 };
  readonly #listeners = new Set<() => void>();
  readonly #cursorListeners = new Set<() => void>();

  get cursor(): Spot | undefined {
    return this.#cursor;
  }

  /** Screen pixels per pixel of the first picture. */
  get zoom(): number {
    return this.#own?.zoom ?? this.#fit();
  }

  /** The size of the first picture and of the stage it lies on. */
  measure(reference: Extent, stage: Extent): void {
    const same = (a: Extent, b: Extent) => a.width === b.width && a.height === b.height;
    if (same(reference, this.#reference) && same(stage, this.#stage)) return;
    this.#reference = reference;
    this.#stage = stage;
    this.#tell();
  }

  /** Where a picture lies on a stage now. */
  place(picture: Extent, stage: Extent): Placement {
    const { u = 0.5, v = 0.5 } = this.#own ?? {};
    const zoom = (this.zoom * this.#reference.width) / picture.width;
    return {
      x: stage.width / 2 - u * picture.width * zoom,
      y: stage.height / 2 - v * picture.height * zoom,
      zoom,
    };
  }

  /** What is seen of the first picture, in shares of it; at most all of it. */
  seen(): {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  } {
    const { x, y, zoom } = this.place(this.#reference, this.#stage);
    const { width, height } = this.#reference;
    return {
      left: inside(-x / (width * zoom)),
      top: inside(-y / (height * zoom)),
      right: inside((this.#stage.width - x) / (width * zoom)),
      bottom: inside((this.#stage.height - y) / (height * zoom)),
    };
  }

  fit(): void {
    this.#own = undefined;
    this.#tell();
  }

  /** Moves the pictures by screen pixels. */
  pan(x: number, y: number): void {
    const { width, height } = this.#reference;
    const { zoom } = this;
    const { u = 0.5, v = 0.5 } = this.#own ?? {};
    this.#own = { u: inside(u - x / (width * zoom)), v: inside(v - y / (height * zoom)), zoom };
    this.#tell();
  }

  /** Puts a spot in the middle. */
  centre({ u, v }: Spot): void {
    this.#own = { u: inside(u), v: inside(v), zoom: this.zoom };
    this.#tell();
  }

  /** @param at a point of the stage, counted from its middle, that stays where it is. */
  zoomBy(factor: number, at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): void {
    const before = this.zoom;
    const zoom = Math.min(range.max, Math.max(range.min, before * factor));
    const { width, height } = this.#reference;
    const { u = 0.5, v = 0.5 } = this.#own ?? {};
    const moved = (length: number, pixels: number) =>
      pixels / (length * before) - pixels / (length * zoom);
    this.#own = { u: inside(u + moved(width, at.x)), v: inside(v + moved(height, at.y)), zoom };
    this.#tell();
  }

  zoomTo(zoom: number): void {
    this.zoomBy(zoom / this.zoom);
  }

  /** Where the pointer is, on all pictures at once. */
  point(cursor: Spot | undefined): void {
    this.#cursor = cursor;
    for (const listener of this.#cursorListeners) listener();
  }

  /** Hears of the cursor alone: pictures need not be drawn again for it. */
  onCursor(listener: () => void): () => void {
    this.#cursorListeners.add(listener);
    return () => this.#cursorListeners.delete(listener);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The whole picture; a small one is enlarged to at most four times its size. */
  #fit(): number {
    const { width, height } = this.#reference;
    return Math.min(4, this.#stage.width / width, this.#stage.height / height);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}
