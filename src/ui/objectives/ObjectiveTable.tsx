import { Eye, EyeOff, GripVertical, Plus, X } from 'lucide-react';
import { IconButton } from '../controls/Button.tsx';
import { disconnect } from '../document/edits.ts';
import { openDialog } from '../session/session-store.ts';
import styles from './ObjectiveTable.module.css';
import { type ObjectiveRow, objectivesInput, useObjectiveRows } from './objective-rows.ts';
import { setUsed } from './row-edits.ts';
import { Shares } from './Shares.tsx';
import { useRowDrag } from './use-row-drag.ts';
import { RowWeight } from './WeightField.tsx';

/** The objectives of a sum in the inspector: their order, whether they count, how much, what they move. */
export function ObjectiveTable({ node }: { readonly node: string }) {
  const rows = useObjectiveRows(node);
  const drag = useRowDrag(rows.map(({ edge }) => edge));
  const from = { side: 'input', node, input: objectivesInput } as const;
  return (
    <section className={styles.part} aria-label="Objectives">
      <ul>
        {rows.map((row, place) => (
          <li
            key={row.edge}
            className={styles.row}
            data-used={row.used}
            {...drag.row(row.edge, place)}
          >
            <button
              type="button"
              className={styles.grip}
              aria-label={`Move ${row.title}`}
              title={`Move ${row.title}: drag, or Alt+↑ and Alt+↓`}
              {...drag.grip(row.edge)}
            >
              <GripVertical size={14} aria-hidden="true" />
            </button>
            <RowParts node={node} place={place} row={row} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles.connect}
        onClick={() => openDialog({ kind: 'connect', node, from })}
      >
        <Plus size={14} aria-hidden="true" />
        {rows.length === 0 ? 'Connect an objective' : 'Connect another objective'}
        <kbd className={styles.key}>C</kbd>
      </button>
      <Shares node={node} />
    </section>
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
      <IconButton
        small
        label={used ? `Leave out ${title}` : `Let ${title} count`}
        icon={used ? Eye : EyeOff}
        aria-pressed={!used}
        onClick={() => setUsed(node, place, !used)}
      />
      <p className={styles.source}>
        <span className={styles.title} title={title}>
          {title}
        </span>
        <span className={styles.layers} title={layers}>
          {used ? layers : 'left out, not computed'}
        </span>
      </p>
      <RowWeight node={node} place={place} row={row} />
      <IconButton
        small
        label={`Remove the wire from ${title}`}
        icon={X}
        onClick={() => disconnect([row.edge])}
      />
    </>
  );
}
