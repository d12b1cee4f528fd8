import { useEffect } from 'react';
import { type Action, actions, runAction } from '../actions/action.ts';
import { isOnCanvas, isTyping, matches } from '../kit/keys.ts';
import { useSession } from '../session/session-store.ts';
import { cancelInnermost, jumpRegion, navigateByKeyboard } from './keyboard-navigation.ts';

/** Keys that work while the focus is anywhere but in a field. */
export function useKeys(): void {
  useEffect(() => {
    let panned = false;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === ' ') panned = false;
      if (event.defaultPrevented || useSession.getState().dialog) return;
      if (event.key === 'F6') return jumpRegion(event);
      const typing = isTyping(event.target);
      if (!typing && event.key === 'Escape') return cancelInnermost();
      if (!typing && navigateByKeyboard(event)) return;
      const found = actionFor(event);
      // Space waits for its release: held down, it moves the view.
      if (!found || event.key === ' ') {
        if (found) event.preventDefault();
        return;
      }
      if (runAction(found)) event.preventDefault();
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key !== ' ' || panned || useSession.getState().dialog) return;
      if (isTyping(event.target) || !isOnCanvas(event.target)) return;
      const found = actions.find(({ keys, within }) => !within && keys?.includes('Space'));
      if (found) runAction(found);
    };
    const onPointerDown = () => {
      panned = true;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('pointerdown', onPointerDown, true);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('pointerdown', onPointerDown, true);
    };
  }, []);
}

/** The action that a press of keys asks for, if the keys are its own where the focus is. */
export function actionFor(event: KeyboardEvent): Action | undefined {
  const { target } = event;
  const typing = isTyping(target);
  const mayBe = (keys: string) => (typing ? alsoWhileTyping.test(keys) : mayTake(keys, target));
  const fits = ({ keys = [] }: Action) => keys.some((each) => matches(event, each) && mayBe(each));
  return actionWithin(event) ?? actions.find((action) => !action.within && fits(action));
}

/** What a part of the page has of its own goes before what holds everywhere. */
function actionWithin(event: KeyboardEvent): Action | undefined {
  const { target } = event;
  // What takes Space for itself does so before the canvas, which moves the view with it.
  if (event.key === ' ' || isTyping(target) || !(target instanceof Element)) return undefined;
  return actions.find(
    ({ keys = [], within }) =>
      within && target.closest(within) && keys.some((each) => matches(event, each)),
  );
}

/** Letters are for the field, and so are undo and select all. Stop works wherever the focus is. */
const alsoWhileTyping = /^Mod\+(Shift\+)?(Enter|S|O|K|F|\.)$/;

/** Space presses a button and Tab leaves it; they are the palette's on the canvas alone. */
function mayTake(keys: string, target: EventTarget | null): boolean {
  // At the start of the page Tab leads into the top bar, as everywhere.
  if (keys === 'Tab' && target === document.body) return false;
  return !/^(Space|Tab|Home|Delete|Backspace)$/.test(keys) || isOnCanvas(target);
}
