/** Lets a picture of each node through at most so often. */
export interface PreviewGate {
  /** Whether a preview of the node may be made now; if so, it counts as made. */
  enter(node: string): boolean;
}

const perSecond = 10;

/**
 * @param isWanted says that nobody looks at a node or that the page is behind.
 * @param now milliseconds.
 */
export function createPreviewGate(
  isWanted: (node: string) => boolean = () => true,
  now: () => number = () => performance.now(),
): PreviewGate {
  const last = new Map<string, number>();
  return {
    enter: (node) => {
      const time = now();
      if (time - (last.get(node) ?? -Infinity) < 1000 / perSecond || !isWanted(node)) return false;
      last.set(node, time);
      return true;
    },
  };
}
