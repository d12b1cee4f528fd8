import { useUpdateNodeInternals } from '@xyflow/react';
import { GripVertical, Plus } from 'lucide-react';
import { useEffect } from 'react';
import type { ShownSocket } from '../document/sockets-of.ts';
import {
  type ObjectiveRow,
  objectivesInput,
  useObjectiveRows,
} from '../objectives/objective-rows.ts';
import { useRowDrag } from '../objectives/use-row-drag.ts';
import { RowWeight } from '../objectives/WeightField.tsx';
import { openDialog } from '../session/session-store.ts';
import styles from './ObjectiveRows.module.css';
import { SocketHandle } from './SocketHandle.tsx';

export interface ObjectiveRowsProps {
  readonly id: string;
  readonly socket: ShownSocket;
  /** A run has asked for an objective, and there is none. */
  readonly missing: boolean;
}

/** The objectives that a node adds up: a row for each wire with its socket, the last one free. */
export function ObjectiveRows({ id, socket, missing }: ObjectiveRowsProps) {
  const rows = useObjectiveRows(id);
  const edges = rows.map(({ edge }) => edge);
  const drag = useRowDrag(edges);
  const update = useUpdateNodeInternals();
  const order = edges.join(' ');
  // React Flow measures sockets again only when the node's size changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order decides where sockets are
  useEffect(() => update(id), [id, order, update]);
  const { name, kind, label } = socket;
  const common = { node: id, name, kind, side: 'input' } as const;
  return (
    <ul className={styles.rows} aria-label="Objectives">
      {rows.map((row, place) => (
        <li
          key={row.edge}
          className={styles.row}
          data-used={row.used}
          {...drag.row(row.edge, place)}
        >
          <SocketHandle
            {...common}
            connected
            edge={row.edge}
            label={`${label}, from ${row.title}`}
          />
          <span
            className={`${styles.grip ?? ''} nodrag`}
            title={`Move ${row.title} (Alt+↑, Alt+↓)`}
            {...drag.grip(row.edge)}
          >
            <GripVertical size={12} aria-hidden="true" />
          </span>
          <RowParts node={id} place={place} row={row} />
        </li>
      ))}
      <li className={styles.row}>
        <SocketHandle
          {...common}
          label={label}
          connected={false}
          missing={missing && rows.length === 0}
        />
        <ConnectButton node={id} first={rows.length === 0} />
      </li>
    </ul>
  );
}

function ConnectButton({ node, first }: { readonly node: string; readonly first: boolean }) {
  const from = { side: 'input', node, input: objectivesInput } as const;
  return (
    <button
      type="button"
      className={`${styles.connect ?? ''} nodrag`}
      onClick={() => openDialog({ kind: 'connect', node, from })}
    >
      <Plus size={12} aria-hidden="true" />
      {first ? 'Connect an objective' : 'Connect another objective'}
    </button>
  );
}

interface RowPartsProps {
  readonly node: string;
  readonly place: number;
  readonly row: ObjectiveRow;
}

function RowParts({ node, place, row }: RowPartsProps) {
  const { title, layers, used } = row;
  return (
    <>
      <span className={styles.title} title={title}>
        {title}
      </span>
      <span className={styles.layers} title={layers}>
        {used ? layers : 'left out'}
      </span>
      <div className={styles.weight}>
        <RowWeight node={node} place={place} row={row} />
      </div>
    </>
  );
}
