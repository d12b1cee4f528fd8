import type { DocumentNode } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { useDocument } from '../document/document-store.ts';
import { useWiring } from '../document/node-hooks.ts';
import type { ShownSocket } from '../document/sockets-of.ts';
import { hasRows } from '../document/wire-handles.ts';
import { StateMark } from '../glyphs/StateMark.tsx';
import type { FooterText } from '../run/node-status.ts';
import styles from './Node.module.css';
import { NodeHeader, type NodeHeaderProps } from './NodeHeader.tsx';
import { SocketHandle } from './SocketHandle.tsx';

/** A node as its title, its state, and the sockets that have wires, all in one place on each edge. */
export function CollapsedNode({
  footer: { status, text },
  ...header
}: NodeHeaderProps & { readonly footer: FooterText }) {
  const said = header.node.state ?? text;
  return (
    <>
      <NodeHeader {...header} />
      <span className={styles.mark} role="img" aria-label={said} title={text}>
        <StateMark status={status} />
      </span>
      <EdgeSockets id={header.node.id} />
    </>
  );
}

function EdgeSockets({ id }: Pick<DocumentNode, 'id'>) {
  const { sockets, connected } = useWiring(id);
  const wired = ({ side, name }: ShownSocket) =>
    connected.has(`${side === 'input' ? '<' : '>'}${name}`);
  const onEdge = (all: readonly ShownSocket[]) => {
    const some = all.filter(wired);
    return some.length > 0 ? some : all.slice(0, 1);
  };
  const inputs = [...sockets.inputs, ...Object.values(sockets.params).filter(wired)];
  return [...onEdge(inputs), ...onEdge(sockets.outputs)].flatMap((socket) =>
    ownHandles(id, socket).map((edge) => (
      <SocketHandle
        key={`${socket.side} ${socket.name} ${edge}`}
        node={id}
        name={socket.name}
        side={socket.side}
        kind={socket.kind}
        label={socket.label}
        connected={wired(socket)}
        {...(edge !== undefined && { edge })}
      />
    )),
  );
}

/** The wires of an input that have sockets of their own; else the socket is one for all. */
function ownHandles(node: string, { side, name }: ShownSocket): readonly (string | undefined)[] {
  const { document } = useDocument.getState();
  if (side === 'output' || !hasRows(document, node, name)) return [undefined];
  const edges = edgesInto(graphIndex(document), { node, input: name }).map(({ id }) => id);
  return edges.length > 0 ? edges : [undefined];
}
