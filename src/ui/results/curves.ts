/** One gradient step of an ascent. */
export interface CurvePoint {
  readonly octave: number;
  readonly objective: number;
}

const listeners = new Map<string, Set<() => void>>();
const curves = new Map<string, readonly CurvePoint[]>();

/** How the objective of each ascent went; like pictures, kept out of the stores. */
export const objectiveCurves = {
  get: (node: string): readonly CurvePoint[] => curves.get(node) ?? [],
  /** Shows a curve on a node; called again when the curve has grown. */
  set(node: string, curve: readonly CurvePoint[]): void {
    curves.set(node, curve);
    tell(node);
  },
  clear(): void {
    const nodes = [...curves.keys()];
    curves.clear();
    nodes.forEach(tell);
  },
  subscribe(node: string, listener: () => void): () => void {
    const own = listeners.get(node) ?? new Set();
    listeners.set(node, own.add(listener));
    return () => own.delete(listener);
  },
};

function tell(node: string): void {
  for (const listener of listeners.get(node) ?? []) listener();
}
