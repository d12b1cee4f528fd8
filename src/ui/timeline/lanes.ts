import { useEffect, useState } from 'react';

/** Where the middle of a frame lies in a lane: "12.5%". Each frame has a cell of its own. */
export function placeOf(frame: number, frames: number): string {
  return `${((frame + 0.5) / frames) * 100}%`;
}

/** Where a frame begins. */
export function startOf(frame: number, frames: number): string {
  return `${(frame / frames) * 100}%`;
}

/** The frame under the pointer; beyond an end of the lane it is the last one there. */
export function frameUnder(clientX: number, lane: Element, frames: number): number {
  const { left, width } = lane.getBoundingClientRect();
  const share = (clientX - left) / Math.max(1, width);
  return Math.min(frames - 1, Math.max(0, Math.floor(share * frames)));
}

/** Pixels between two numbers of the ruler, at least. */
const apart = 56;

/** Frames from one number of the ruler to the next: 1, 2, 5, 10, 20, 50, … */
export function tickStep(frames: number, width: number): number {
  const least = (apart * frames) / Math.max(apart, width);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10;
  return Math.max(1, step * power);
}

const byKeys: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
};

/** Frames that a key moves what has the focus by; undefined: it is no such key. */
export function stepOfKey(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}): number | undefined {
  return event.ctrlKey || event.metaKey || event.altKey ? undefined : byKeys[event.key];
}

/** How wide the lane of frames is, in pixels; 0 before it was measured. */
export function useLaneWidth(lane: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!lane) return;
    const size = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    size.observe(lane);
    return () => size.disconnect();
  }, [lane]);
  return width;
}
