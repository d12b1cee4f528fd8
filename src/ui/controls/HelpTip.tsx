import { useEffect, useRef, useState } from 'react';
import styles from './HelpTip.module.css';

/** Long enough that a pointer on its way elsewhere brings up nothing. */
const patience = 500;

interface Tip {
  readonly owner: HTMLElement;
  readonly text: string;
}

/**
 * The one tip of the page: what `data-help` says of the element under the pointer or the focus. One
 * for all, because hundreds of values each with its own would take long to draw. Escape closes it.
 */
export function HelpTip() {
  const tip = useTip();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!tip || !box.current) return;
    place(box.current, tip.owner.getBoundingClientRect());
    // What has the focus is described to those who hear the page.
    const focused = tip.owner.querySelector(':focus');
    if (focused?.hasAttribute('aria-describedby')) return;
    focused?.setAttribute('aria-describedby', tipId);
    return () => focused?.removeAttribute('aria-describedby');
  }, [tip]);
  if (!tip) return null;
  return (
    <div ref={box} id={tipId} role="tooltip" className={styles.tip}>
      {tip.text}
    </div>
  );
}

const tipId = 'help-tip';

function useTip(): Tip | undefined {
  const [tip, setTip] = useState<Tip>();
  useEffect(() => {
    let timer = 0;
    const show = (target: EventTarget | null, wait: number) => {
      const owner = target instanceof Element && target.closest<HTMLElement>('[data-help]');
      clearTimeout(timer);
      const text = owner ? owner.dataset.help : undefined;
      if (owner && text) timer = window.setTimeout(() => setTip({ owner, text }), wait);
      else setTip(undefined);
    };
    const hide = () => show(null, 0);
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && hide();
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof Element && target.matches(':focus-visible')) show(target, patience);
    };
    const ends = new AbortController();
    const options = { signal: ends.signal, capture: true };
    document.addEventListener('pointerover', ({ target }) => show(target, patience), options);
    document.addEventListener('focusin', onFocus, options);
    for (const type of ['pointerdown', 'wheel', 'focusout']) {
      document.addEventListener(type, hide, { ...options, passive: true });
    }
    document.addEventListener('keydown', onKey, options);
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, []);
  return tip;
}

const gap = 6;

/** Under what it belongs to, or over it where there is no room. */
function place(box: HTMLElement, owner: DOMRect): void {
  const { width, height } = box.getBoundingClientRect();
  const below = owner.bottom + gap;
  const top = below + height > window.innerHeight - gap ? owner.top - gap - height : below;
  const left = Math.min(Math.max(gap, owner.left), window.innerWidth - width - gap);
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(gap, top)}px`;
}
