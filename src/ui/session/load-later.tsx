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
  const useLoaded = createLoading(load, soon);
  return (props) => {
    const Component = useLoaded();
    return Component ? <Component {...props} /> : null;
  };
}

/** What the person typed before there was anything to type into. */
export interface TypedAhead {
  readonly typed: string;
}

/**
 * A component that is opened to be typed into, loaded like those for which {@link loadLater} is told
 * `soon`. Until it is there a field that is not seen takes the keys, which would be commands otherwise.
 * @param close called when Escape is pressed meanwhile.
 */
export function loadForTyping<Props extends object>(
  load: () => Promise<ComponentType<Props & TypedAhead>>,
  close: () => void,
): ComponentType<Props> {
  const useLoaded = createLoading(load, 'soon');
  return (props) => {
    const Component = useLoaded();
    const [typed, setTyped] = useState('');
    const [entered, setEntered] = useState(false);
    useEffect(() => {
      // A frame later what was typed has been searched for.
      if (Component && entered) requestAnimationFrame(pressEnter);
    }, [Component, entered]);
    if (Component) return <Component {...props} typed={typed} />;
    return (
      <input
        data-visually-hidden
        ref={takeFocus}
        aria-label="Search"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (key === 'Escape') close();
          // With Control it runs the graph.
          if (key === 'Enter' && !ctrlKey && !metaKey) setEntered(true);
        }}
      />
    );
  };
}

function takeFocus(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true });
}

function pressEnter(): void {
  const press = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(press);
}

/** @returns a hook that gives the component once it is there. */
function createLoading<Props>(load: () => Promise<ComponentType<Props>>, soon?: 'soon') {
  let loaded: ComponentType<Props> | undefined;
  if (soon) {
    const early = async () => {
      loaded ??= await load();
    };
    // What fails here is tried again, and told, when it is wanted.
    onFirstTouch(() => void early().catch(() => {}));
  }
  return () => {
    const [Component, setComponent] = useState(() => loaded);
    useEffect(() => {
      // Also if it has come since the first render: what was loaded is at hand at once.
      if (Component) return;
      void load().then((component) => {
        loaded = component;
        setComponent(() => component);
      }, notifyMissing);
    }, [Component]);
    return Component;
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
