import { useEffect } from 'react';
import { usePassing } from '../passing/passing-store.ts';
import { runAction } from './action.ts';
import { actions } from './all.ts';
import { matches } from './keys.ts';

/** Keys that work while the focus is anywhere but in a field. */
export function useKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat && event.key === ' ')) return;
      if (usePassing.getState().dialog || isTyping(event.target)) return;
      const found = actions.find((action) =>
        action.keys?.some((keys) => matches(event, keys) && mayTake(keys, event.target)),
      );
      if (!found) return;
      if (runAction(found)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return target.matches('input:not([type="checkbox"]):not([type="radio"]), textarea, select');
}

/** Space presses a button and Tab leaves it; they are the palette's on the canvas alone. */
function mayTake(keys: string, target: EventTarget | null): boolean {
  if (!/^(Space|Tab|Enter|Arrow|Home|Delete|Backspace)/.test(keys)) return true;
  if (target === document.body || !(target instanceof Element)) return true;
  return target.matches(
    '.react-flow__pane, .react-flow__node, .react-flow__edge, .react-flow, [data-canvas]',
  );
}
