import { Search } from 'lucide-react';
import { type Category, categories } from '../../graph/definition/definition.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { IconButton } from '../controls/Button.tsx';
import { Menu, MenuItem } from '../controls/Menu.tsx';
import { addNode } from '../document/add-node.ts';
import { definitionsOf } from '../document/node-types.ts';
import { categoryIcon } from '../kit/category-icons.ts';
import styles from './Library.module.css';

/** The library where there is little room: a button for each category, its nodes in a menu. */
export function LibraryRail() {
  return (
    <nav className={styles.rail} aria-label="Library">
      <ActionButton action="add-node" icon={Search} />
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
            {own.map(({ type, title: name }) => (
              <MenuItem key={type} onSelect={() => addNode(type)}>
                {name}
              </MenuItem>
            ))}
          </Menu>
        );
      })}
    </nav>
  );
}
