import { MenuItem } from '../controls/Menu.tsx';
import { MenuAt } from '../controls/MenuAt.tsx';
import { combine } from '../document/combine.ts';
import { connect, reconnect } from '../document/edits.ts';
import { useSession } from '../session/session-store.ts';

/** Where a wire was let go on an objective that is taken: both, or the new one in its place. */
export function CombineOffer() {
  const offer = useSession((state) => state.offer);
  if (!offer) return null;
  const { at, wire, taken, detached } = offer;
  const replace = () => (detached === undefined ? connect(wire) : reconnect(detached, wire));
  return (
    <MenuAt
      at={at}
      label="This objective is taken"
      onClose={() => useSession.setState({ offer: undefined })}
    >
      <MenuItem onSelect={replace}>Replace {taken.title}</MenuItem>
      <MenuItem onSelect={() => combine(wire, taken, detached)}>Combine the two</MenuItem>
    </MenuAt>
  );
}
