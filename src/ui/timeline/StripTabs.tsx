import { useDocument } from '../document/document-store.ts';
import styles from './StripTabs.module.css';
import { useTimeline } from './timeline-store.ts';

/** What the strip of a film shows: its variants or its frames. */
export function StripTabs() {
  const tab = useTimeline((state) => state.tab);
  const variants = useDocument(({ document }) => document.variants.length);
  const choose = (next: typeof tab) => () => useTimeline.setState({ tab: next });
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a group of fields
    <div className={styles.tabs} role="group" aria-label="What the strip shows">
      <button
        type="button"
        className={styles.tab}
        aria-pressed={tab === 'variants'}
        onClick={choose('variants')}
      >
        Variants {variants > 0 && <span className={styles.count}>{variants}</span>}
      </button>
      <button
        type="button"
        className={styles.tab}
        aria-pressed={tab === 'timeline'}
        onClick={choose('timeline')}
      >
        Timeline
      </button>
    </div>
  );
}
