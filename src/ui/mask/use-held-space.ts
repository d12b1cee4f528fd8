import { useEffect, useState } from 'react';
import { isTyping } from '../kit/keys.ts';

/**
 * Whether Space is held while the pointer or the focus is on the stage: it moves what is there then,
 * and presses no button that happens to have the focus.
 */
export function useHeldSpace(stage: HTMLElement | null): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== ' ' || isTyping(event.target)) return;
      const isOver = stage?.matches(':hover, :focus') ?? false;
      if (event.type === 'keydown' && !isOver) return;
      if (isOver) event.preventDefault();
      setHeld(event.type === 'keydown');
    };
    const release = () => setHeld(false);
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('keyup', onKey, true);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('keyup', onKey, true);
      window.removeEventListener('blur', release);
    };
  }, [stage]);
  return held;
}
