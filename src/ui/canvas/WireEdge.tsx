import type { ConnectionLineComponentProps, EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { own } from '../../common/own.ts';
import { kindsOf } from '../../graph/connections/kinds.ts';
import type { Position } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { wirePath } from '../../graph/layout/wire-path.ts';
import { catalog } from '../../nodes/catalog.ts';
import { useDocument } from '../document/document-store.ts';
import { kindOfEnd } from '../document/sockets-of.ts';
import { socketRadius, useRoute } from '../document/wire-geometry.ts';
import { usePhotosOf } from '../run/photos.ts';
import { useRun } from '../run/run-store.ts';
import { useSession } from '../session/session-store.ts';
import type { FlowEdge } from './flow-edges.ts';
import styles from './WireEdge.module.css';

/** A wire: coloured by its kind, lit while it carries a value for the current parameters. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<FlowEdge>) {
  const { id, source, sourceHandleId, selected } = props;
  const kind = useDocument(({ document }) => {
    const kinds = kindsOf(document, catalog).of({ node: source, output: sourceHandleId ?? '' });
    return kinds.length === 1 ? kinds[0] : undefined;
  });
  const target = useSession((state) => state.target === id);
  const photos = usePhotosOf(source);
  const detached = useSession(({ wire }) => wire?.detached === id);
  const off = useDocument(
    ({ document }) => graphIndex(document).nodes.get(source)?.state === 'muted',
  );
  const lit = useRun(({ nodes, plan }) => {
    const run = own(nodes, source);
    return run?.status === 'done' && run.key !== undefined && run.key === own(plan, source)?.key;
  });
  const stops = useRoute(
    id,
    { x: props.sourceX - socketRadius, y: props.sourceY },
    { x: props.targetX + socketRadius, y: props.targetY },
  );
  if (detached) return null;
  const path = wirePath(stops);
  return (
    <g
      className={styles.wire}
      data-kind={kind}
      data-many={photos !== undefined}
      data-lit={lit && !off}
      data-selected={selected}
      data-target={target}
    >
      <path className={styles.hit} d={path} />
      <path className={styles.casing} d={path} />
      <path className={styles.line} d={path} />
      {kind === 'octaves' && <path className={styles.core} d={path} />}
      {photos !== undefined && (
        <>
          <path className={styles.core} d={path} />
          <path className={styles.middle} d={path} />
          <text className={styles.count} {...middleOf(stops)}>
            × {photos}
          </text>
        </>
      )}
    </g>
  );
});

/** Over the middle of a wire. */
function middleOf(stops: readonly Position[]): Position {
  const [first, last] = [stops[0], stops.at(-1)];
  if (!first || !last) return { x: 0, y: 0 };
  return { x: (first.x + last.x) / 2, y: (first.y + last.y) / 2 - 10 };
}

/** The wire while one end of it follows the pointer. */
export function LooseWire(props: ConnectionLineComponentProps) {
  const { fromX, fromY, toX, toY, fromHandle, fromNode } = props;
  // The drag goes on when a key has cancelled its wire.
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
  const ends = [
    { x: fromX, y: fromY },
    { x: toX, y: toY },
  ];
  const path = wirePath(forward ? ends : ends.toReversed());
  return (
    <g className={styles.loose} data-kind={kind}>
      <path className={styles.casing} d={path} />
      <path className={styles.line} d={path} />
      {kind === 'octaves' && <path className={styles.core} d={path} />}
      <circle className={styles.end} cx={toX} cy={toY} r="4" />
    </g>
  );
}
