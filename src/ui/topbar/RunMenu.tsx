import { ChevronDown } from 'lucide-react';
import { isEnabled, runAction } from '../actions/action.ts';
import { actionById } from '../actions/registry.ts';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../controls/Menu.tsx';
import { shownKeys } from '../kit/keys.ts';
import styles from './RunControls.module.css';

const items = ['run', 'run-here', undefined, 'clear-cache', 'restart-worker'] as const;

/** Other ways to run. */
export function RunMenu({ look }: { readonly look: 'live' | 'outline' }) {
  const trigger = (
    <Button look={look} className={styles.more} aria-label="More ways to run">
      <ChevronDown size={12} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      {items.map((id) => {
        if (id === undefined) return <MenuLine key="line" />;
        const action = actionById(id);
        return (
          <MenuItem
            key={id}
            shortcut={shownKeys(action.keys?.[0])}
            disabled={!isEnabled(action)}
            onSelect={() => runAction(action)}
          >
            {action.title}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
