import { DropdownMenu } from 'radix-ui';
import styles from '../controls/Menu.module.css';
import { NodeMenuItems } from '../node/NodeMenu.tsx';
import { useSession } from '../session/session-store.ts';

/** The menu of the selection, where the pointer asked for it. */
export function ContextMenu() {
  const at = useSession((state) => state.contextMenu);
  if (!at) return null;
  return (
    <DropdownMenu.Root
      open
      modal={false}
      onOpenChange={(open) => open || useSession.setState({ contextMenu: undefined })}
    >
      <DropdownMenu.Trigger asChild>
        <span style={{ position: 'fixed', left: at.x, top: at.y }} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          key={`${at.x} ${at.y}`}
          className={styles.menu}
          align="start"
          collisionPadding={8}
          aria-label="Selection"
        >
          <NodeMenuItems />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
