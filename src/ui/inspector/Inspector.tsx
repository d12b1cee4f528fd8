import { Tabs } from '../controls/Choices.tsx';
import { useDocument } from '../document/document-store.ts';
import { useLayout } from '../session/layout-store.ts';
import { useSession } from '../session/session-store.ts';
import { DocumentPanel } from './DocumentPanel.tsx';
import styles from './Inspector.module.css';
import { NodePanel } from './NodePanel.tsx';
import { Outline } from './Outline.tsx';

/** Everything about the node that was selected last, or about the graph; or the outline. */
export function Inspector() {
  const outline = useLayout(({ open }) => open.outline);
  const toggle = useLayout((state) => state.toggle);
  const chosen = useSession(({ selection }) => [...selection].at(-1));
  const known = useDocument(({ document }) => document.nodes.some(({ id }) => id === chosen));
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <div className={styles.tabs}>
        <Tabs
          label="Inspector"
          value={outline ? 'outline' : 'inspector'}
          options={[
            { value: 'inspector', label: 'Inspector' },
            { value: 'outline', label: 'Outline' },
          ]}
          onChange={() => toggle('outline')}
        />
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
