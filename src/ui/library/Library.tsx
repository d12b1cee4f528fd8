import { PanelLeftClose, Search } from 'lucide-react';
import { type Category, categories } from '../../graph/definition/definition.ts';
import { actionById, runAction } from '../actions/action.ts';
import { IconButton } from '../controls/Button.tsx';
import { addNode } from '../document/add-node.ts';
import { libraryDrag } from '../document/library-drag.ts';
import { definitionsOf, kindsMade } from '../document/node-types.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { useLayout } from '../session/layout-store.ts';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { usePanelSize } from '../session/panel-sizes.ts';
import styles from './Library.module.css';

/**
 * Every node type by category, to drag onto the canvas or to press.
 * @param foldable into the rail, where the window has little room.
 */
export function Library({ foldable }: { readonly foldable: boolean }) {
  const { size: width } = usePanelSize('library');
  return (
    <nav className={styles.library} style={{ width }} aria-label="Library">
      <div className={styles.head}>
        <button
          type="button"
          className={styles.search}
          onClick={() => runAction(actionById('add-node'))}
        >
          <Search size={14} strokeWidth={1.75} aria-hidden="true" />
          <span>Add node</span>
          <kbd className={styles.key}>Space</kbd>
        </button>
        {foldable && (
          <IconButton
            label="Fold the library"
            icon={PanelLeftClose}
            onClick={() => useLayout.getState().toggle('names')}
          />
        )}
      </div>
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
              <NodeTypeName type={type} name={name} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** With the signs of what it gives. */
export function NodeTypeName({ type, name }: { readonly type: string; readonly name: string }) {
  return (
    <span className={styles.named}>
      <span className={styles.name}>{name}</span>
      {kindsMade(type).map((kind) => (
        <KindGlyph key={kind} kind={kind} size={12} />
      ))}
    </span>
  );
}
