import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { showPhoto, useDocument } from '../document/document-store.ts';

/** Arrow keys in a grid of photos go from one to the next; what the grid shows is chosen at once. */
export function photoGridKeys(event: KeyboardEvent<HTMLElement>, columns: number, count: number) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { photo } = useDocument.getState();
  const next = photoAfter(event.key, photo, columns, count);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  showPhoto(next);
  const grid = event.currentTarget;
  requestAnimationFrame(() =>
    grid.querySelector<HTMLElement>('[aria-selected="true"]')?.focus({ preventScroll: true }),
  );
}

/** Undefined: the key leads nowhere. */
export function photoAfter(
  key: string,
  photo: number,
  columns: number,
  count: number,
): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  const next = photo + step;
  return next < 0 || next >= count ? photo : next;
}

/** Keeps the chosen photo in sight where the grid scrolls, and nothing else from moving. */
export function useInSight(grid: RefObject<HTMLElement | null>): void {
  const photo = useDocument((state) => state.photo);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is chosen
  useEffect(() => {
    const scroller = grid.current;
    const cell = scroller?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (!scroller || !cell) return;
    const [top, bottom] = [cell.offsetTop, cell.offsetTop + cell.offsetHeight];
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = bottom - scroller.clientHeight;
    }
  }, [photo, grid]);
}
