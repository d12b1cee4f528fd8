import { PanelLeftOpen, Plus, Search, SlidersHorizontal } from 'lucide-react';
import { type Category, categories } from '../../graph/definition/definition.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { IconButton } from '../controls/Button.tsx';
import { Menu, MenuHeading, MenuItem } from '../controls/Menu.tsx';
import { addNode } from '../document/add-node.ts';
import { libraryDrag } from '../document/library-drag.ts';
import { definitionsOf } from '../document/node-types.ts';
import { categoryIcon } from '../kit/category-icons.ts';
import { useShape } from '../kit/shape.ts';
import { useLayout } from '../session/layout-store.ts';
import styles from './Library.module.css';
import { NodeTypeName } from './Library.tsx';

/** The library where there is little room: a button for each category, its nodes in a menu. */
export function LibraryRail() {
  const low = useShape() === 'low';
  return (
    <nav className={styles.rail} aria-label="Library">
      <ActionButton action="add-node" icon={Plus} />
      <ActionButton action="find" icon={Search} />
      <span className={styles.railLine} />
      {Object.entries(categories).map(([key, title]) => {
        const category = key as Category;
        const own = definitionsOf(category);
        if (own.length === 0) return null;
        return (
          <Menu
            key={key}
            side="right"
            trigger={<IconButton label={title} icon={categoryIcon(category)} />}
          >
            <MenuHeading>{title}</MenuHeading>
            {own.map(({ type, title: name, summary }) => (
              <MenuItem
                key={type}
                attributes={{ ...libraryDrag(type), title: summary }}
                onSelect={() => addNode(type)}
              >
                <NodeTypeName type={type} name={name} />
              </MenuItem>
            ))}
          </Menu>
        );
      })}
      <span className={styles.railSpace} />
      {low ? (
        <ValuesButton />
      ) : (
        <IconButton
          label="Show the names of all nodes"
          icon={PanelLeftOpen}
          onClick={() => useLayout.getState().toggle('names')}
        />
      )}
    </nav>
  );
}

/** The way to the inspector where the window is too low for it. */
function ValuesButton() {
  const shown = useLayout(({ open }) => open.values);
  return (
    <IconButton
      label="Values of what is selected"
      icon={SlidersHorizontal}
      aria-pressed={shown}
      onClick={() => useLayout.getState().toggle('values')}
    />
  );
}
