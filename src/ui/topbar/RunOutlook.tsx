import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useRun } from '../run/run-store.ts';
import { canvas, focusNode } from '../session/canvas-handle.ts';
import { select, showView } from '../session/session-store.ts';
import styles from './RunControls.module.css';

/** How long it is said that a run went well, in milliseconds. What went wrong is said until an edit. */
const praise = 6000;

/** How the last run ended; else what a run would do, or what it lacks, which a press shows. */
export function RunOutlook() {
  const outlook = useRun((state) =>
    state.outlook?.node ? state.outlook : (state.whole ?? state.outlook),
  );
  const outcome = useFreshOutcome();
  // What is missing can be gone to, whatever the run before said of it.
  if (outcome !== undefined && outlook?.node === undefined) {
    return (
      <span className={styles.outlook} title={outcome} aria-hidden="true">
        {outcome}
      </span>
    );
  }
  if (!outlook) return null;
  const { text, help, node, tooLarge } = outlook;
  if (node === undefined) {
    return (
      <span className={styles.outlook} title={help}>
        {tooLarge && <TriangleAlert size={12} aria-hidden="true" />}
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.missing}
      title={`${help ?? text}\nClick to go there`}
      onClick={() => goTo(node)}
    >
      {text}
    </button>
  );
}

function goTo(node: string): void {
  showView('edit');
  select([node]);
  canvas().fit([node]);
  focusNode(node);
}

/** How the last run ended, as long as that is news. */
function useFreshOutcome(): string | undefined {
  const outcome = useRun((state) => state.outcome);
  const [old, setOld] = useState<string>();
  useEffect(() => {
    if (!outcome?.startsWith('Done')) return;
    const timer = setTimeout(() => setOld(outcome), praise);
    return () => {
      clearTimeout(timer);
      setOld(undefined);
    };
  }, [outcome]);
  return outcome === old ? undefined : outcome;
}
