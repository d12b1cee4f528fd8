import type { Page } from 'playwright-core';
import { median, rounded } from '../measure.ts';

/** What the page records while the mouse moves. */
declare global {
  interface Window {
    /** Milliseconds of each frame in which the mouse was moved or turned. */
    movedFrames: number[];
    /** Milliseconds of each task of the main thread that took more than 50. */
    longTasks: number[];
  }
}

export interface Frames {
  readonly frames: number;
  readonly medianFrameMs: number;
  readonly p95FrameMs: number;
  readonly longTasks: number;
  readonly longestTaskMs: number;
}

/** Before the page is opened. */
export async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(writeDownFrames);
}

/** Frame times while the mouse was used. */
export async function framesDuring(page: Page, use: () => Promise<void>): Promise<Frames> {
  await taken(page);
  await use();
  const { frames, tasks } = await taken(page);
  const sorted = frames.toSorted((a, b) => a - b);
  return {
    frames: frames.length,
    medianFrameMs: rounded(median(frames)),
    p95FrameMs: rounded(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN),
    longTasks: tasks.length,
    longestTaskMs: Math.max(0, ...tasks),
  };
}

/** The records since the last call, after all pending entries have arrived. */
async function taken(page: Page): Promise<{ frames: number[]; tasks: number[] }> {
  return page.evaluate(async () => {
    // The entry of a long task arrives some time after its end.
    await new Promise((done) => setTimeout(done, 200));
    return { frames: window.movedFrames.splice(0), tasks: window.longTasks.splice(0) };
  });
}

/** In the page, before anything of it. */
function writeDownFrames(): void {
  window.movedFrames = [];
  window.longTasks = [];
  let moved = false;
  let last = performance.now();
  const onPointer = () => {
    moved = true;
  };
  const frame = (now: number) => {
    if (moved) window.movedFrames.push(now - last);
    moved = false;
    last = now;
    requestAnimationFrame(frame);
  };
  addEventListener('pointermove', onPointer, { capture: true, passive: true });
  addEventListener('wheel', onPointer, { capture: true, passive: true });
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}
