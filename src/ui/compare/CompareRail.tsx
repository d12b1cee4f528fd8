import { ArrowLeft } from 'lucide-react';
import { VisuallyHidden } from 'radix-ui';
import { Button } from '../controls/Button.tsx';
import { StateMark } from '../glyphs/StateMark.tsx';
import { choose, useCompare } from '../panes/compare-store.ts';
import { letterOf, type Pane, type PaneAction } from '../panes/pane.ts';
import { Thumb } from '../results/Thumb.tsx';
import styles from './CompareRail.module.css';

export interface CompareRailProps {
  readonly panes: readonly Pane[];
  readonly title: string;
  /** Where one comes from. */
  readonly back?: PaneAction | undefined;
  /** Ids by place. */
  readonly shown: readonly string[];
}

/** All that may be compared; a press puts it into the active place. */
export function CompareRail({ panes, title, back, shown }: CompareRailProps) {
  const active = useCompare((state) => state.active);
  return (
    <nav className={styles.rail} aria-label={title}>
      {back ? (
        <Button look="quiet" icon={ArrowLeft} className={styles.back} onClick={back.run}>
          {back.label}
        </Button>
      ) : (
        <h2 className={styles.title}>{title}</h2>
      )}
      <ol className={styles.list}>
        {panes.map((pane) => {
          const place = shown.indexOf(pane.id);
          return (
            <li key={pane.id} className={styles.item} data-shown={place >= 0}>
              <button
                type="button"
                className={styles.pick}
                aria-pressed={place >= 0}
                onClick={() => choose(pane.id, active, shown)}
              >
                <VisuallyHidden.Root>Put </VisuallyHidden.Root>
                <span className={styles.picture} aria-hidden="true">
                  {pane.source ? (
                    <Thumb source={pane.source} label={`Picture of ${pane.title}`} />
                  ) : (
                    <span className={styles.well}>{pane.footer.text}</span>
                  )}
                  {place >= 0 && <span className={styles.letter}>{letterOf(place)}</span>}
                </span>
                <span className={styles.caption}>
                  <span className={styles.number}>{pane.number}</span>
                  {pane.colour && (
                    <span className={styles.chip} style={{ background: pane.colour }} />
                  )}
                  <span className={styles.name}>{pane.title}</span>
                  <StateMark status={pane.footer.status} />
                </span>
                <VisuallyHidden.Root> into {letterOf(active)}</VisuallyHidden.Root>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
