export interface Emitter<Event> {
  /** @returns ends the subscription. */
  readonly subscribe: (listener: (event: Event) => void) => () => void;
  readonly emit: (event: Event) => void;
}

/**
 * For what passes by and leaves no state, and for what changes too often for a store: a drag, the
 * pictures of a run. State that components render belongs in a zustand store instead.
 */
export function createEmitter<Event = void>(): Emitter<Event> {
  const listeners = new Set<(event: Event) => void>();
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}
