import { Handle, Position } from '@xyflow/react';
import { memo } from 'react';
import type { PortKind } from '../../graph/definition/port.ts';
import { rowHandle } from '../document/wire-handles.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { classNames } from '../kit/class-names.ts';
import { openDialog, type SocketEnd, socketKey, useSession } from '../session/session-store.ts';
import { detachWire } from './detach-wire.ts';
import styles from './SocketHandle.module.css';

export interface SocketHandleProps {
  readonly node: string;
  /** The key of the socket, an id for wires. */
  readonly name: string;
  /** The wire whose own socket it is, of several at one input. */
  readonly edge?: string;
  readonly side: 'input' | 'output';
  /** What the glyph shows. */
  readonly kind: PortKind;
  /** For people: "Load Image: image, image, output". */
  readonly label: string;
  readonly connected: boolean;
  /** A required input without a wire, after a run has asked for it. */
  readonly missing?: boolean;
}

/** The place where wires start and end. */
export const SocketHandle = memo(function SocketHandle(props: SocketHandleProps) {
  const { node, name, edge, side, kind, label, connected, missing } = props;
  const end: SocketEnd =
    side === 'output' ? { side, node, output: name } : { side, node, input: name };
  const key = socketKey(end);
  const fit = useSession(({ wire }) => {
    if (!wire) return undefined;
    if (socketKey(wire.from) === key) return 'source';
    return wire.legal.has(key) ? 'legal' : 'illegal';
  });
  return (
    <Handle
      id={edge === undefined ? name : rowHandle(name, edge)}
      type={side === 'output' ? 'source' : 'target'}
      position={side === 'output' ? Position.Right : Position.Left}
      role="button"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup="dialog"
      className={classNames(styles.socket, 'nokey')}
      data-fit={fit}
      data-missing={missing && !connected}
      data-kind={kind}
      onMouseDownCapture={
        side === 'input' && connected ? (event) => detachWire(event, node, name, edge) : undefined
      }
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        openDialog({ kind: 'connect', node, from: end });
      }}
    >
      <KindGlyph kind={kind} filled={connected} />
    </Handle>
  );
});
