/** A point of a stage in screen pixels, counted from its middle. */
interface StagePoint {
  readonly x: number;
  readonly y: number;
}

/** What the gestures do; a viewport is one. */
export interface PanZoom {
  /** There is nothing beyond the edges, so that arrow keys have nothing to move. */
  readonly still?: boolean;
  /** Moves the picture by screen pixels. */
  pan(x: number, y: number): void;
  /** @param at stays where it is; the middle of the stage when left out. */
  zoomBy(factor: number, at?: StagePoint): void;
  /** Shows the whole picture. */
  fit(): void;
}

/** What is needed of the event of a pointer over a stage. */
export interface StagePointer {
  readonly pointerId: number;
  readonly pointerType: string;
  readonly clientX: number;
  readonly clientY: number;
  readonly currentTarget: { getBoundingClientRect(): DOMRect };
}

/** Two fingers on a stage: they zoom by their distance and move by their middle. */
export class Pinch {
  readonly #target: PanZoom;
  readonly #fingers = new Map<number, { readonly x: number; readonly y: number }>();

  constructor(target: PanZoom) {
    this.#target = target;
  }

  /** Two fingers are down, so that one of them is no drag. */
  get active(): boolean {
    return this.#fingers.size > 1;
  }

  down({ pointerType, pointerId, clientX, clientY }: StagePointer): void {
    if (pointerType === 'touch') this.#fingers.set(pointerId, { x: clientX, y: clientY });
  }

  move(event: StagePointer): void {
    const { pointerId, clientX, clientY } = event;
    if (!this.#fingers.has(pointerId)) return;
    const before = this.#span();
    this.#fingers.set(pointerId, { x: clientX, y: clientY });
    const after = this.#span();
    if (!before || !after) return;
    const { x, y, width, height } = event.currentTarget.getBoundingClientRect();
    const at = { x: after.x - x - width / 2, y: after.y - y - height / 2 };
    this.#target.pan(after.x - before.x, after.y - before.y);
    if (before.length > 0) this.#target.zoomBy(after.length / before.length, at);
  }

  up({ pointerId }: Pick<StagePointer, 'pointerId'>): void {
    this.#fingers.delete(pointerId);
  }

  /** Middle and distance of the first two fingers. */
  #span() {
    const [a, b] = this.#fingers.values();
    if (!a || !b) return undefined;
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, length: Math.hypot(a.x - b.x, a.y - b.y) };
  }
}
