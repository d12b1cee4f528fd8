import { type ComponentType, useEffect, useState } from 'react';
import { notify } from './session-store.ts';

/**
 * A component whose code is loaded when it is first shown, so that the page opens sooner. Not by
 * React's `lazy`, which lets its place stay empty for 300 ms even if the code is there at once.
 * @param soon for what must be there at the press of a key: the code comes when the person first does
 * anything, or once the page has been there for a while.
 */
export function loadLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  soon?: 'soon',
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  if (soon) {
    const early = async () => {
      loaded ??= await load();
    };
    // What fails here is tried again, and told, when it is wanted.
    onFirstTouch(() => void early().catch(() => {}));
  }
  return (props) => {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      // Also if it has come since the first render: what was loaded is at hand at once.
      if (Component) return;
      void load().then((component) => {
        loaded = component;
        setComponent(() => component);
      }, notifyMissing);
    }, [Component]);
    return Component ? <Component {...props} /> : null;
  };
}

function onFirstTouch(act: () => void): void {
  // In Node, where tests import this, nobody does anything.
  if (!globalThis.addEventListener) return;
  const kinds = ['pointermove', 'pointerdown', 'keydown'] as const;
  const once = new AbortController();
  const touched = () => {
    once.abort();
    clearTimeout(idle);
    act();
  };
  const idle = setTimeout(touched, 5000);
  for (const kind of kinds) {
    globalThis.addEventListener(kind, touched, { capture: true, signal: once.signal });
  }
}

/**
 * The server is gone, or has another version of the app by now. The page has to be loaded again:
 * since version 150 Chromium does not ask twice for code that it could not get.
 */
function notifyMissing(): void {
  notify(
    'This part of the app could not be loaded. Your graph is saved. Check the connection and reload the page.',
    'alert',
  );
}
