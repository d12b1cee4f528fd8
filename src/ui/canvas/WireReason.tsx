import { useConnection } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { checkEnds } from '../connect/legal-ends.ts';
import { useDocument } from '../document/document-store.ts';
import { type SocketEnd, usePassing } from '../passing/passing-store.ts';
import styles from './Canvas.module.css';
import { canvas } from './canvas-api.ts';

const patience = 150;

/** Beside the pointer: why the socket under it cannot take the wire, and what would help. */
export function WireReason() {
  const wire = usePassing((state) => state.wire);
  const hovered = useConnection(({ toHandle, isValid }) =>
    toHandle && isValid === false
      ? `${toHandle.type} ${toHandle.nodeId} ${toHandle.id}`
      : undefined,
  );
  const [reason, setReason] = useState<{ text: string; x: number; y: number }>();
  useEffect(() => {
    setReason(undefined);
    if (!wire || !hovered) return;
    const timer = setTimeout(() => {
      const to = socketUnder(hovered);
      if (!to) return;
      const check = checkEnds(useDocument.getState().document, wire.from, to.end);
      if (!check.ok) setReason({ text: check.message, x: to.x, y: to.y });
    }, patience);
    return () => clearTimeout(timer);
  }, [wire, hovered]);
  return (
    <div role="status">
      {reason && (
        <div className={styles.reason} style={place(reason.x, reason.y)}>
          {reason.text}
        </div>
      )}
    </div>
  );
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
      : { side: 'input', node, input: name };
  return { end, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** 28 px off, on the side with more room. */
function place(x: number, y: number) {
  const centre = canvas.middleOfScreen();
  return x > centre.x
    ? { right: window.innerWidth - x + 28, top: y + 16 }
    : { left: x + 28, top: y + 16 };
}
