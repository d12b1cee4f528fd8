import { type PointerEvent, useRef } from 'react';
import type { KeyPlace } from '../../graph/commands/command.ts';
import { cancelEdits } from '../document/document-store.ts';
import { beginGesture } from '../kit/gesture.ts';
import { moveKeys } from '../param/key-edits.ts';
import { frameUnder } from './lanes.ts';
import timeline from './Timeline.module.css';
import {
  goToFrame,
  keyName,
  placeOfKey,
  selectKeys,
  trackName,
  useTimeline,
} from './timeline-store.ts';

const gesture = 'move keys';

/** Drags a key along its row, with all others that are selected. */
export function useKeyDrag(place: KeyPlace, frames: number) {
  const moved = useRef(false);
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const lane = event.currentTarget.closest(`.${timeline.lane}`);
      moved.current = false;
      if (event.button !== 0 || event.shiftKey || !lane) return;
      const { keys: selected } = useTimeline.getState();
      const keys = selected.has(keyName(place)) ? [...selected].map(placeOfKey) : [place];
      const under = ({ clientX }: { readonly clientX: number }) =>
        shiftWithin(keys, frameUnder(clientX, lane, frames) - place.frame, frames);
      followPointer(under, (by, last) => {
        moved.current = true;
        moveFromStart(keys, by, last);
      });
    },
    /** What a drag ends with is no click. */
    onClickCapture: (event: { readonly stopPropagation: () => void }) => {
      if (moved.current) event.stopPropagation();
      moved.current = false;
    },
  };
}

/** As far as the keys may go so that all of them stay in the film. */
function shiftWithin(keys: readonly KeyPlace[], wanted: number, frames: number): number {
  const at = keys.map(({ frame }) => frame);
  const least = -Math.min(...at);
  return Math.max(least, Math.min(wanted, Math.max(least, frames - 1 - Math.max(...at))));
}

/**
 * Calls back at each change, and once more when the pointer goes up. On the window: the key that was
 * pressed may not be there for a moment while others are passed over. Escape takes the move back.
 */
function followPointer(
  shiftOf: (event: { readonly clientX: number }) => number,
  move: (by: number, last: boolean) => void,
): void {
  const following = new AbortController();
  let by = 0;
  let ended: (() => void) | undefined;
  const end = (last: number) => {
    following.abort();
    if (ended) move(last, true);
    ended?.();
  };
  const onMove = (event: globalThis.PointerEvent) => {
    const next = shiftOf(event);
    if (next === by) return;
    by = next;
    ended ??= beginGesture(() => end(0));
    move(by, false);
  };
  const { signal } = following;
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', () => end(by), { signal });
  window.addEventListener('pointercancel', () => end(0), { signal });
}

/** From where they were when the drag began: what they pass over stays. */
function moveFromStart(keys: readonly KeyPlace[], by: number, last: boolean): void {
  cancelEdits(gesture);
  if (by !== 0) moveKeys(keys, by, gesture, last);
  selectKeys(keys.map((key) => ({ ...key, frame: key.frame + by })));
}

/** Moves what is selected by so many frames; the focus stays on the key that had it. */
export function moveSelectedKeys(by: number, focused: KeyPlace): void {
  const keys = [...useTimeline.getState().keys].map(placeOfKey);
  if (keys.some(({ frame }) => frame + by < 0)) return;
  moveKeys(keys, by, 'nudge keys', false);
  selectKeys(keys.map((key) => ({ ...key, frame: key.frame + by })));
  goToFrame(focused.frame + by);
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-track="${CSS.escape(trackName(focused))}"]`);
    row?.querySelector<HTMLElement>(`[data-key="${focused.frame + by}"]`)?.focus();
  });
}
