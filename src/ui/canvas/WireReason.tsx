import { useConnection } from '@xyflow/react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../common/result.ts';
import { joinThrough, titleOf } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { checkEnds } from '../document/legal-ends.ts';
import { readHandle } from '../document/wire-handles.ts';
import { canvas } from '../session/canvas-handle.ts';
import { type SocketEnd, useSession } from '../session/session-store.ts';
import styles from './Canvas.module.css';

const patience = 150;

interface Reason {
  readonly problem: Problem;
  readonly to: SocketEnd;
  /** The node type that would join the two. */
  readonly bridge: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** Beside the pointer: why the socket under it cannot take the wire, and what would help. */
export function WireReason() {
  const reason = useReason();
  useBridgeKey(reason);
  return (
    <div role="status">
      {reason && (
        <div className={styles.reason} style={place(reason.x, reason.y)}>
          <strong className={styles.fact}>{reason.problem.message}</strong>
          {reason.problem.remedy && ` ${reason.problem.remedy}`}
          {reason.bridge && (
            <p className={styles.remedy}>
              <kbd className={styles.key}>M</kbd> Insert {titleOf(reason.bridge)} here
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Why the socket under the pointer refuses the wire, after a moment on it. */
function useReason(): Reason | undefined {
  const wire = useSession((state) => state.wire);
  const hovered = useConnection(({ toHandle, isValid }) =>
    toHandle && isValid === false
      ? `${toHandle.type} ${toHandle.nodeId} ${toHandle.id}`
      : undefined,
  );
  const [reason, setReason] = useState<Reason>();
  useEffect(() => {
    setReason(undefined);
    if (!wire || !hovered) return;
    const timer = setTimeout(() => {
      const found = socketUnder(hovered);
      if (!found) return;
      const { end: to, x, y } = found;
      const check = checkEnds(useDocument.getState().document, wire.from, to);
      if (!check.ok) setReason({ problem: check.problem, bridge: check.bridge, to, x, y });
    }, patience);
    return () => clearTimeout(timer);
  }, [wire, hovered]);
  return reason;
}

/** M inserts the node in between, and the dragged wire is dropped. */
function useBridgeKey(reason: Reason | undefined): void {
  useEffect(() => {
    const { bridge, to } = reason ?? {};
    if (!bridge || !to) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { wire } = useSession.getState();
      if (event.key.toLowerCase() !== 'm' || !wire) return;
      event.preventDefault();
      event.stopPropagation();
      useSession.setState({ wire: undefined });
      joinThrough(bridge, wire.from, to);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [reason]);
}

function socketUnder(hovered: string): { end: SocketEnd; x: number; y: number } | undefined {
  const [type = '', node = '', name = ''] = hovered.split(' ');
  const element = document.querySelector(
    `.react-flow__handle.${type}[data-nodeid="${CSS.escape(node)}"][data-handleid="${CSS.escape(name)}"]`,
  );
  const box = element?.getBoundingClientRect();
  if (!box) return undefined;
  const end: SocketEnd =
    type === 'source'
      ? { side: 'output', node, output: name }
      : { side: 'input', node, input: readHandle(name).name };
  return { end, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** 28 px off, on the side with more room. */
function place(x: number, y: number) {
  const centre = canvas().middleOfScreen();
  return x > centre.x
    ? { right: window.innerWidth - x + 28, top: y + 16 }
    : { left: x + 28, top: y + 16 };
}
