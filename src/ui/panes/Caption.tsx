import { Button } from '../controls/Button.tsx';
import { StateMark } from '../glyphs/StateMark.tsx';
import styles from './Caption.module.css';
import { type DifferingValue, differingValues, letterOf, type Pane } from './pane.ts';

export interface CaptionProps {
  readonly pane: Pane;
  readonly values: readonly DifferingValue[];
  /** Enter presses its button. */
  readonly active?: boolean;
}

/** Under a picture: what it is called, what was different, how it went, and what to do with it. */
export function Caption({ pane, values, active = false }: CaptionProps) {
  const { title, colour, facts, footer, action } = pane;
  const settled = footer.status === 'cached';
  return (
    <div className={styles.caption}>
      <div className={styles.line}>
        {colour && <span className={styles.chip} style={{ background: colour }} />}
        <h3 className={styles.title}>{title}</h3>
        <span className={styles.facts}>
          {settled ? (
            facts.map((fact) => <span key={fact}>{fact}</span>)
          ) : (
            <span className={styles.state} data-status={footer.status}>
              <StateMark status={footer.status} />
              {footer.text}
            </span>
          )}
        </span>
        {action && (
          <Button small onClick={action.run}>
            {action.label}
            {active && (
              <span className={styles.key} aria-hidden="true">
                ↵
              </span>
            )}
          </Button>
        )}
      </div>
      <p className={styles.values}>
        {values.map(({ key, node, name, text, was }) => (
          <span key={key} className={styles.value} title={`${node}: ${name}`}>
            {name} {was !== undefined && <del className={styles.was}>{was}</del>}{' '}
            <b className={styles.now}>{text}</b>
          </span>
        ))}
      </p>
    </div>
  );
}

/** Under a stage that all share: what A and B are. */
export function Captions({ panes }: { readonly panes: readonly Pane[] }) {
  const differing = differingValues(panes);
  return (
    <div className={styles.captions}>
      {panes.map((pane, place) => (
        <section key={pane.id} aria-label={`${letterOf(place)}: ${pane.title}`}>
          <Caption pane={pane} values={differing[place] ?? []} />
        </section>
      ))}
    </div>
  );
}
