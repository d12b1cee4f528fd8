import { differingValues, type Pane } from '../panes/pane.ts';
import styles from './Difference.module.css';
import {
  bandName,
  bandSizes,
  differenceInWords,
  scaleInWords,
  strongBands,
} from './difference-words.ts';
import type { ShownDifference } from './use-difference.ts';

/** How much, of what size and where, with the scale of the map. */
export function DifferenceWords({ shown }: { readonly shown: ShownDifference | undefined }) {
  return (
    <section className={styles.words} aria-label="Difference, A to B" aria-live="polite">
      <h3 className={styles.heading}>Difference, A to B</h3>
      {shown ? (
        <>
          <p className={styles.text}>
            {differenceInWords(shown.difference)}
            {shown.resized && ' B was resized to the size of A.'}
          </p>
          {shown.difference.most > 0 && (
            <p className={styles.scale}>
              0 <span className={styles.ramp} /> {scaleInWords(shown.difference)}
            </p>
          )}
        </>
      ) : (
        <p className={styles.text}>Comparing…</p>
      )}
    </section>
  );
}

/** How the difference is spread over sizes of detail, fine to coarse. */
export function DetailBands({ difference }: Pick<ShownDifference, 'difference'>) {
  const { bands } = difference;
  const strong = strongBands(difference);
  const largest = Math.max(...bands, 1e-9);
  const described = bandSizes
    .map((_, band) => `${bandName(band)} px: ${Math.round((bands[band] ?? 0) * 100)} %`)
    .join(', ');
  return (
    <section className={styles.bands} aria-label="Difference by size of detail">
      <h3 className={styles.label}>By size of detail</h3>
      <div className={styles.bars} role="img" aria-label={described}>
        {bandSizes.map((size, band) => (
          <div key={size} className={styles.band} data-strong={strong.includes(band)}>
            <span
              className={styles.bar}
              style={{ height: `${((bands[band] ?? 0) / largest) * 100}%` }}
            />
            <span>{bandName(band)}</span>
          </div>
        ))}
      </div>
      <p className={styles.label}>pixels, fine to coarse</p>
    </section>
  );
}

/** The nodes of the graph in which A and B differ, with the names of their values. */
export function GraphDifference({ panes }: { readonly panes: readonly [Pane, Pane] }) {
  const byNode = new Map<string, string[]>();
  for (const { node, name } of differingValues(panes)[1] ?? []) {
    byNode.set(node, [...(byNode.get(node) ?? []), name]);
  }
  // A photo was made by no values.
  if (panes.some(({ values }) => values.length === 0)) return null;
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
