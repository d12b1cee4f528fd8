import { ChevronDown, Play, Square } from 'lucide-react';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { actionById, runAction } from '../actions/action.ts';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuLine } from '../controls/Menu.tsx';
import { useDocument } from '../document/document-store.ts';
import { shownTimeLeft } from '../kit/durations.ts';
import { shownKeys } from '../kit/keys.ts';
import { useRun, type VariantId } from '../run/run-store.ts';
import styles from './RunControls.module.css';

/** What runs, how far it is, Stop and Run. */
export function RunControls() {
  const current = useRun((state) => state.current);
  const outcome = useRun((state) => state.outcome);
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  const look = current || empty ? 'outline' : 'live';
  const percent = current && Math.round(current.fraction * 100);
  return (
    <div className={styles.controls}>
      <span className={styles.outcome} role="status">
        {current ? '' : outcome}
      </span>
      {current && (
        <span className={styles.progress}>
          <strong className={styles.what}>{current.stopping ? 'Stopping' : current.what}</strong>
          <span>
            {current.variants.length > 1 ? (
              <VariantCount variants={current.variants} />
            ) : (
              `${percent} %`
            )}
            {current.msLeft !== undefined && ` · ${shownTimeLeft(current.msLeft)}`}
          </span>
        </span>
      )}
      {current && (
        <Button
          icon={Square}
          title={`Stop (${shownKeys('Mod+.')})`}
          disabled={current.stopping}
          onClick={() => runAction(actionById('stop'))}
        >
          Stop
        </Button>
      )}
      <div className={styles.split}>
        <Button
          look={look}
          className={styles.run}
          icon={Play}
          disabled={current !== undefined || empty}
          title={`Run (${shownKeys('Mod+Enter')})`}
          onClick={() => runAction(actionById('run'))}
        >
          Run
        </Button>
        <RunMenu look={look} />
      </div>
    </div>
  );
}

/** "3 of 6", with failed ones among those that are over. */
function VariantCount({ variants }: { readonly variants: readonly VariantId[] }) {
  const over = useRun(({ jobs }) => {
    const open = (id: VariantId) => ['waiting', 'running'].includes(jobs.get(id)?.status ?? '');
    return variants.filter((id) => !open(id)).length;
  });
  return `${over} of ${variants.length}`;
}

const items = ['run', 'run-here', undefined, 'clear-cache', 'restart-worker'] as const;

/** Other ways to run. */
function RunMenu({ look }: { readonly look: 'live' | 'outline' }) {
  const trigger = (
    <Button look={look} className={styles.more} aria-label="More ways to run">
      <ChevronDown size={12} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      {items.map((id) =>
        id === undefined ? <MenuLine key="line" /> : <ActionMenuItem key={id} action={id} />,
      )}
    </Menu>
  );
}

/** Progress of the whole run, on the lower edge of the top bar. */
export function RunLine() {
  const fraction = useRun(({ current }) => current?.fraction);
  if (fraction === undefined) return null;
  return (
    <div
      className={styles.bar}
      role="progressbar"
      aria-label="Progress of the run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
    >
      <span className={styles.done} style={{ scale: `${fraction} 1` }} />
    </div>
  );
}
