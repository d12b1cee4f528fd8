import { MenuItem } from '../controls/Menu.tsx';
import { shownKeys } from '../kit/keys.ts';
import { actionById, isEnabled, runAction } from './action.ts';

/** An action of the list as an entry of a menu. */
export function ActionMenuItem({ action: id }: { readonly action: string }) {
  const action = actionById(id);
  return (
    <MenuItem
      shortcut={shownKeys(action.keys?.[0])}
      disabled={!isEnabled(action)}
      onSelect={() => runAction(action)}
    >
      {action.title}
    </MenuItem>
  );
}
