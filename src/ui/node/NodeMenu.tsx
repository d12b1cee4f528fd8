import type { ReactElement } from 'react';
import type { DocumentNode } from '../../graph/document/document.ts';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { actionById, isEnabled } from '../actions/action.ts';
import { Menu, MenuLine } from '../controls/Menu.tsx';
import { select, useSession } from '../session/session-store.ts';

const groups = [
  ['run-here'],
  ['connect', 'bypass', 'mute', 'rename'],
  ['collapse', 'natural-size'],
  ['add-frame', 'tidy'],
  ['cut', 'copy', 'duplicate', 'reset-node'],
  ['delete', 'delete-heal'],
] as const;

export interface NodeMenuProps {
  readonly node: DocumentNode;
  readonly children: ReactElement;
}

/** What can be done with a node; it acts on the whole selection when the node is part of one. */
export function NodeMenu({ node, children }: NodeMenuProps) {
  const open = () => {
    if (!useSession.getState().selection.has(node.id)) select([node.id]);
  };
  return (
    <Menu trigger={children} onOpen={open}>
      <NodeMenuItems />
    </Menu>
  );
}

const ofWires = [['add-reroute'], ['delete']] as const;

/** What can be done with the selection: nodes, frames and notes, or wires alone. */
export function NodeMenuItems() {
  const wires = useSession(
    ({ selection, selectedEdges }) => selection.size === 0 && selectedEdges.size > 0,
  );
  const possible = (wires ? ofWires : groups).map((group: readonly string[]) =>
    group.filter((id) => isEnabled(actionById(id))),
  );
  const filled = possible.filter((group) => group.length > 0);
  return filled.map((group, index) => (
    <div key={group[0]}>
      {index > 0 && <MenuLine />}
      {group.map((id) => (
        <ActionMenuItem key={id} action={id} />
      ))}
    </div>
  ));
}
