import { kindInfo, portKinds } from '../../graph/definition/port.ts';
import { count } from '../../graph/document/names.ts';
import { useDocument } from '../document/document-store.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { AlsoDiffers } from '../variants/AlsoDiffers.tsx';
import styles from './Inspector.module.css';

/** The graph itself, while no node is selected: what it is, and what the signs mean. */
export function DocumentPanel() {
  const document = useDocument((state) => state.document);
  return (
    <>
      {document.description && <p className={styles.summary}>{document.description}</p>}
      <p className={styles.tally}>
        {count(document.nodes.length, 'node')}, {count(document.edges.length, 'wire')}. Select a
        node to see all its values.
      </p>
      <AlsoDiffers />
      <section className={styles.connections} aria-label="Kinds of values">
        <h3 className={styles.group}>Kinds of values</h3>
        <ul>
          {portKinds.map((kind) => (
            <li key={kind} className={styles.legend}>
              <KindGlyph kind={kind} />
              <div>
                <p className={styles.legendTitle}>{kindInfo[kind].title}</p>
                <p className={styles.help}>{kindInfo[kind].help}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
