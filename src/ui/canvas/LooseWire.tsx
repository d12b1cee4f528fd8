import type { ConnectionLineComponentProps } from '@xyflow/react';
import { useDocument } from '../document/document-store.ts';
import { kindOfEnd } from '../document/kind-of-end.ts';
import { useSession } from '../session/session-store.ts';
import { wirePath } from '../session/wire-path.ts';
import styles from './WireEdge.module.css';

/** The wire while one end of it follows the pointer. */
export function LooseWire(props: ConnectionLineComponentProps) {
  const { fromX, fromY, toX, toY, fromHandle, fromNode } = props;
  // The drag goes on when its wire has been let go of by a key.
  const held = useSession(({ wire }) => wire !== undefined);
  const forward = fromHandle.type === 'source';
  const kind = useDocument(({ document }) =>
    kindOfEnd(
      document,
      forward
        ? { side: 'output', node: fromNode.id, output: fromHandle.id ?? '' }
        : { side: 'input', node: fromNode.id, input: fromHandle.id ?? '' },
    ),
  );
  if (!held) return null;
  const path = forward ? wirePath(fromX, fromY, toX, toY) : wirePath(toX, toY, fromX, fromY);
  return (
    <g className={styles.loose} data-kind={kind}>
      <path className={styles.casing} d={path} />
      <path className={styles.line} d={path} />
      {kind === 'octaves' && <path className={styles.core} d={path} />}
      <circle className={styles.end} cx={toX} cy={toY} r="4" />
    </g>
  );
}
