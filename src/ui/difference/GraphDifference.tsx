import { type Pane, toldValues } from '../panes/pane.ts';
import styles from './Difference.module.css';

/** The nodes of the graph in which A and B differ, with the names of their values. */
export function GraphDifference({ panes }: { readonly panes: readonly [Pane, Pane] }) {
  const byNode = new Map<string, string[]>();
  for (const { node, name } of toldValues(panes)[1] ?? []) {
    byNode.set(node, [...(byNode.get(node) ?? []), name]);
  }
  return (
    <section className={styles.graph} aria-label="What differs in the graph">
      <h3 className={styles.label}>What differs in the graph</h3>
      {byNode.size === 0 && <p className={styles.text}>Nothing: the values are the same.</p>}
      <dl>
        {[...byNode].map(([node, names]) => (
          <div key={node} className={styles.node}>
            <dt>{node}</dt>
            <dd>{names.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
