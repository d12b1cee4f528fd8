import { Caption } from './Caption.tsx';
import styles from './Captions.module.css';
import { letterOf, type Pane, toldValues } from './pane.ts';

/** Under a stage that all share: what A and B are. */
export function Captions({ panes }: { readonly panes: readonly Pane[] }) {
  const told = toldValues(panes);
  return (
    <div className={styles.captions}>
      {panes.map((pane, place) => (
        <section key={pane.id} aria-label={`${letterOf(place)}: ${pane.title}`}>
          <Caption pane={pane} values={told[place] ?? []} />
        </section>
      ))}
    </div>
  );
}
