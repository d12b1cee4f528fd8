import { MenuAt } from '../controls/MenuAt.tsx';
import { NodeMenuItems } from '../node/NodeMenu.tsx';
import { useSession } from '../session/session-store.ts';

/** The menu of the selection, where the pointer asked for it. */
export function ContextMenu() {
  const at = useSession((state) => state.contextMenu);
  if (!at) return null;
  const close = () => useSession.setState({ contextMenu: undefined });
  return (
    <MenuAt at={at} label="Selection" onClose={close}>
      <NodeMenuItems />
    </MenuAt>
  );
}
