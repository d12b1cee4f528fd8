import { MenuAt, MenuItem } from '../controls/Menu.tsx';
import { combine } from '../document/combine.ts';
import { connect, reconnect } from '../document/edits.ts';
import { NodeMenuItems } from '../node/NodeMenu.tsx';
import { useSession } from '../session/session-store.ts';

/** The menus that open on the canvas, where the pointer is. */
export function CanvasMenus() {
  return (
    <>
      <ContextMenu />
      <CombineOffer />
    </>
  );
}

/** The menu of the selection, where the pointer asked for it. */
function ContextMenu() {
  const at = useSession((state) => state.contextMenu);
  if (!at) return null;
  const close = () => useSession.setState({ contextMenu: undefined });
  return (
    <MenuAt at={at} label="Selection" onClose={close}>
      <NodeMenuItems />
    </MenuAt>
  );
}

/** Where a wire was let go on an objective that is taken: both, or the new one in its place. */
function CombineOffer() {
  const offer = useSession((state) => state.offer);
  if (!offer) return null;
  const { at, wire, taken, detached } = offer;
  const close = () => useSession.setState({ offer: undefined });
  const replace = () => (detached === undefined ? connect(wire) : reconnect(detached, wire));
  return (
    <MenuAt at={at} label="This objective is taken" onClose={close}>
      <MenuItem onSelect={replace}>Replace {taken.title}</MenuItem>
      <MenuItem onSelect={() => combine(wire, taken, detached)}>Combine the two</MenuItem>
    </MenuAt>
  );
}
