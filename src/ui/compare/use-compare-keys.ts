import { useEffect } from 'react';
import { isTyping } from '../kit/keys.ts';
import { choose, useCompare } from '../panes/compare-store.ts';
import type { Pane } from '../panes/pane.ts';
import { useSession } from '../session/session-store.ts';

/** Numbers put a picture into the active place, Enter uses what is there, X swaps A and B. */
export function useCompareKeys(panes: readonly Pane[], shown: readonly Pane[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || useSession.getState().dialog) return;
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (press(event, panes, shown)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });
}

function press(event: KeyboardEvent, panes: readonly Pane[], shown: readonly Pane[]): boolean {
  const { active } = useCompare.getState();
  const ids = shown.map(({ id }) => id);
  const picked = panes.find(({ number }) => String(number) === event.key);
  if (picked) choose(picked.id, active, ids);
  else if (event.key.toLowerCase() === 'x') swap(ids);
  else if (event.key === 'Enter' && !isControl(event.target)) shown[active]?.action?.run();
  else return false;
  return true;
}

/** A and B change places. */
export function swap([a, b, ...rest]: readonly string[]): void {
  if (a !== undefined && b !== undefined) useCompare.setState({ chosen: [b, a, ...rest] });
}

/** Enter presses it. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="slider"]') !== null;
}
