import { useDocument } from '../document/document-store.ts';
import { useLayout } from '../session/layout-store.ts';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { useSession } from '../session/session-store.ts';
import { DocumentPanel } from './DocumentPanel.tsx';
import styles from './Inspector.module.css';
import { NodePanel } from './NodePanel.tsx';
import { Outline } from './Outline.tsx';

/** Everything about the node that was selected last, or about the graph; or the outline. */
export function Inspector() {
  const width = useLayout(({ sizes }) => sizes.inspector);
  const outline = useLayout(({ open }) => open.outline);
  const toggle = useLayout((state) => state.toggle);
  const chosen = useSession(({ selection }) => [...selection].at(-1));
  const known = useDocument(({ document }) => document.nodes.some(({ id }) => id === chosen));
  return (
    <aside className={styles.inspector} style={{ width }} aria-label="Inspector">
      <PanelEdge panel="inspector" side="left" size={width} />
      <div className={styles.tabs} role="tablist" aria-label="Inspector">
        <button
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={!outline}
          onClick={() => outline && toggle('outline')}
        >
          Inspector
        </button>
        <button
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={outline}
          onClick={() => outline || toggle('outline')}
        >
          Outline
        </button>
      </div>
      <div
        className={styles.content}
        role="tabpanel"
        aria-label={outline ? 'Outline' : 'Inspector'}
      >
        {outline ? (
          <Outline />
        ) : chosen !== undefined && known ? (
          <NodePanel key={chosen} id={chosen} />
        ) : (
          <DocumentPanel />
        )}
      </div>
    </aside>
  );
}
