import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { type FooterText, footerOf } from '../run/node-status.ts';
import { useRun } from '../run/run-store.ts';
import { usePictureSize } from './PictureCanvas.tsx';

const none: readonly never[] = [];

/** The state of a node in words, kept up to date while it runs. */
export function useFooter(id: string): FooterText {
  const node = useNode(id);
  const size = usePictureSize(id);
  const seen = useRun(
    useShallow(({ nodes, plan, diagnostics, current }) => ({
      run: nodes[id],
      plan: plan[id],
      diagnostics: diagnostics[id] ?? none,
      running: current !== undefined,
    })),
  );
  const now = useSeconds(seen.run?.status === 'running');
  const known = definitionOf(node) !== undefined;
  return footerOf({ ...seen, state: node?.state, known, size, now });
}

/** The time, once a second while it matters. */
function useSeconds(active: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => setNow(performance.now()), 1000);
    return () => clearInterval(timer);
  }, [active]);
  return now;
}
