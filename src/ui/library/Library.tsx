import { Search } from 'lucide-react';
import { type Category, categories } from '../../graph/definition/definition.ts';
import { actionById, runAction } from '../actions/action.ts';
import { addNode } from '../document/add-node.ts';
import { libraryDrag } from '../document/library-drag.ts';
import { definitionsOf, kindsMade } from '../document/node-types.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { usePanelSize } from '../session/panel-sizes.ts';
import styles from './Library.module.css';

/** Every node type by category, to drag onto the canvas or to press. */
export function Library() {
  const { size: width } = usePanelSize('library');
  return (
    <nav className={styles.library} style={{ width }} aria-label="Library">
      <button
        type="button"
        className={styles.search}
        onClick={() => runAction(actionById('add-node'))}
      >
        <Search size={14} strokeWidth={1.75} aria-hidden="true" />
        <span>Add node</span>
        <kbd className={styles.key}>Space</kbd>
      </button>
      <div className={styles.list}>
        {Object.entries(categories).map(([category, title]) => (
          <Group key={category} category={category as Category} title={title} />
        ))}
      </div>
      <PanelEdge panel="library" label="Width of the library" side="right" />
    </nav>
  );
}

function Group({ category, title }: { readonly category: Category; readonly title: string }) {
  const own = definitionsOf(category);
  if (own.length === 0) return null;
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <ul>
        {own.map(({ type, title: name, summary }) => (
          <li key={type}>
            <button
              type="button"
              className={styles.item}
              title={summary}
              {...libraryDrag(type)}
              onClick={() => addNode(type)}
            >
              <span className={styles.name}>{name}</span>
              {kindsMade(type).map((kind) => (
                <KindGlyph key={kind} kind={kind} size={12} />
              ))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
