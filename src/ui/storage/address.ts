/** The address of the page names the graph that is open, so that Back and Forward go between graphs. */

/** How a graph gets its address: as a new step of the browser's history, in place of the last, or by it. */
export type Arrival = 'push' | 'replace' | 'by-history';

export function idInAddress(): string | undefined {
  return /^#d=([\w-]+)/.exec(window.location.hash)?.[1];
}

/**
 * @param unstored what the address stands for where storage does not have it: a graph that was only
 * looked at. The browser keeps it with the step.
 */
export function showAddress(id: string, arrival: Arrival, unstored?: unknown): void {
  if (arrival === 'by-history') return;
  const name = arrival === 'push' ? 'pushState' : 'replaceState';
  try {
    window.history[name](unstored === undefined ? null : { document: unstored }, '', `#d=${id}`);
  } catch {
    // Larger than this browser keeps with a step.
    window.history[name](null, '', `#d=${id}`);
  }
}

/** What the browser kept with this step of its history; it comes from outside like a file. */
export function unstoredInAddress(): unknown {
  return (window.history.state as { readonly document?: unknown } | null)?.document;
}
