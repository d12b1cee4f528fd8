import { Check } from 'lucide-react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { StateMark } from '../glyphs/StateMark.tsx';
import { shownTimeLeft } from '../kit/durations.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Batch.module.css';
import { tally, useBatch } from './batch-store.ts';
import { batchStatus, batchWords } from './photo-words.ts';
import { SaveButtons } from './SavePhotos.tsx';

/** Under the sheet: how far the run is, or what is done, and what can be done with it. */
export function SheetFooter({ node }: { readonly node: string }) {
  const words = useBatch(batchWords);
  const status = useBatch(batchStatus);
  const failed = useBatch((state) => tally(state).failed);
  const run = useRun(({ current }) => (current?.photos ? current : undefined));
  return (
    <footer className={styles.sheetFooter} data-running={run !== undefined}>
      <StateMark status={run ? 'running' : status} />
      <span className={styles.footerWords} title={words}>
        {run ? run.what : words}
      </span>
      {run?.msLeft !== undefined && <span>{shownTimeLeft(run.msLeft)}</span>}
      {run && failed > 0 && (
        <span className={styles.failedCount}>
          <StateMark status="error" />
          {failed} failed
        </span>
      )}
      <span className={styles.space} />
      {run ? (
        <ActionButton small words="Stop after this photo" action="stop-and-keep" icon={Check} />
      ) : (
        <SaveButtons node={node} />
      )}
    </footer>
  );
}
