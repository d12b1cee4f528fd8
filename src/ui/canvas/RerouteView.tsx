import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { useWiring } from '../document/node-hooks.ts';
import { SocketHandle } from '../node/SocketHandle.tsx';
import { useSession } from '../session/session-store.ts';
import type { FlowNode } from './flow-nodes.ts';
import styles from './Reroute.module.css';

/** A bend in a wire: a dot with both of its sockets in one place. */
export const RerouteView = memo(function RerouteView({ id }: NodeProps<FlowNode>) {
  const { sockets, connected } = useWiring(id);
  const selected = useSession(({ selection }) => selection.has(id));
  const [input] = sockets.inputs;
  const [output] = sockets.outputs;
  if (!input || !output) return null;
  return (
    <div className={styles.reroute} data-kind={output.kind} data-selected={selected}>
      <span className={styles.grip} />
      <SocketHandle
        node={id}
        name={input.name}
        side="input"
        kind={output.kind}
        label={input.label}
        connected={connected.has(`<${input.name}`)}
      />
      <SocketHandle
        node={id}
        name={output.name}
        side="output"
        kind={output.kind}
        label={output.label}
        connected={connected.has(`>${output.name}`)}
      />
    </div>
  );
});
