import { createEmitter } from '../kit/emitter.ts';

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

/** How far a viewport zooms and moves. Zooms are in screen pixels per pixel of the picture. */
export interface ViewportLimits {
  /** `fit`: no smaller than the whole picture. */
  readonly min: number | 'fit';
  readonly max: number;
  /** A small picture that is shown whole is enlarged to no more than this. */
  readonly fit: number;
  /** The middle of the stage stays on the picture. */
  readonly bounded: boolean;
}

/**
 * The one pan and zoom of pictures, for one picture or for all that are compared. It knows none of
 * them: the spot in the middle and the zoom count in a picture of `reference` size, so that pictures
 * of other sizes lie over it. Kept out of React: a drag moves it a hundred times a second, and
 * painters listen.
 */
export class Viewport {
  readonly #limits: ViewportLimits;
  /** Undefined: the whole picture. */
  #own: (Spot & { readonly zoom: number }) | undefined;
  #cursor: Spot | undefined;
  #reference: Extent = { width: 1, height: 1 };
  #stage: Extent = { width: 1, height: 1 };
  readonly #moves = createEmitter();
  readonly #cursorMoves = createEmitter();
  /** Calls back when pictures must be drawn at another place. */
  readonly subscribe = this.#moves.subscribe;
  /** Calls back when the cursor moved: pictures need not be drawn again for it. */
  readonly onCursor = this.#cursorMoves.subscribe;

  constructor(limits: ViewportLimits) {
    this.#limits = limits;
  }

  get cursor(): Spot | undefined {
    return this.#cursor;
  }

  /** Screen pixels per pixel of the first picture. */
  get zoom(): number {
    return this.#own?.zoom ?? this.#fit();
  }

  /** The whole picture is seen, and nothing smaller can be. */
  get still(): boolean {
    return this.#limits.min === 'fit' && !this.#own;
  }

  /** The size of the first picture and of the stage it lies on. */
  measure(reference: Extent, stage: Extent): void {
    const same = (a: Extent, b: Extent) => a.width === b.width && a.height === b.height;
    if (same(reference, this.#reference) && same(stage, this.#stage)) return;
    // A dream grows from octave to octave, and what is looked at stays as large as it is.
    if (this.#own) {
      const { u, v, zoom } = this.#own;
      this.#own = { u, v, zoom: (zoom * this.#reference.width) / reference.width };
    }
    this.#reference = reference;
    this.#stage = stage;
    this.#moves.emit();
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
    this.#moves.emit();
  }

  /** Moves the pictures by screen pixels. */
  pan(x: number, y: number): void {
    if (this.still) return;
    const { width, height } = this.#reference;
    const { zoom } = this;
    const { u = 0.5, v = 0.5 } = this.#own ?? {};
    this.#move(u - x / (width * zoom), v - y / (height * zoom), zoom);
  }

  /** Puts a spot in the middle. */
  centre({ u, v }: Spot): void {
    this.#move(u, v, this.zoom);
  }

  /** @param at a point of the stage, counted from its middle, that stays where it is. */
  zoomBy(factor: number, at: { readonly x: number; readonly y: number } = { x: 0, y: 0 }): void {
    const { min, max } = this.#limits;
    const before = this.zoom;
    const fitted = this.#fit();
    if (min === 'fit' && before * factor <= fitted * 1.001) {
      this.fit();
      return;
    }
    const least = min === 'fit' ? fitted : min;
    const zoom = Math.max(least, Math.min(max, before * factor));
    const { width, height } = this.#reference;
    const { u = 0.5, v = 0.5 } = this.#own ?? {};
    const moved = (length: number, pixels: number) =>
      pixels / (length * before) - pixels / (length * zoom);
    this.#move(u + moved(width, at.x), v + moved(height, at.y), zoom);
  }

  zoomTo(zoom: number): void {
    this.zoomBy(zoom / this.zoom);
  }

  /** Where the pointer is, on all pictures at once. */
  point(cursor: Spot | undefined): void {
    this.#cursor = cursor;
    this.#cursorMoves.emit();
  }

  /** At which the whole picture is seen. */
  #fit(): number {
    const { width, height } = this.#reference;
    return Math.min(this.#limits.fit, this.#stage.width / width, this.#stage.height / height);
  }

  #move(u: number, v: number, zoom: number): void {
    this.#own = this.#limits.bounded ? { u: inside(u), v: inside(v), zoom } : { u, v, zoom };
    this.#moves.emit();
  }
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}
