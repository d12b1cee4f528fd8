import { Plus, X } from 'lucide-react';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { disconnect } from '../document/edits.ts';
import { definitionOf, useWiring } from '../document/node-hooks.ts';
import type { ShownSocket } from '../document/sockets-of.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { openDialog, select } from '../session/session-store.ts';
import styles from './Inspector.module.css';

/** The sockets of a node with what they are joined to, to follow, cut or add to. */
export function Connections({ id }: { readonly id: string }) {
  const { sockets } = useWiring(id);
  const all = [...sockets.inputs, ...Object.values(sockets.params), ...sockets.outputs];
  if (all.length === 0) return null;
  return (
    <section className={styles.connections} aria-label="Connections">
      <ul>
        {all.map((socket) => (
          <SocketLine key={`${socket.side} ${socket.name}`} id={id} socket={socket} />
        ))}
      </ul>
    </section>
  );
}

/** Where the wires of the inputs come from, in short. */
export function WireSummary({ id }: { readonly id: string }) {
  const { sockets } = useWiring(id);
  const { nodes, into } = graphIndex(useDocument.getState().document);
  if (sockets.inputs.length === 0) return null;
  return (
    <ul className={styles.connections} aria-label="Where its inputs come from">
      {sockets.inputs.map(({ name, text, kind }) => {
        const from = (into.get(id) ?? []).filter(({ to }) => to.input === name);
        return (
          <li key={name} className={styles.connection}>
            <KindGlyph kind={kind} filled={from.length > 0} size={12} />
            <span className={styles.socketName}>{text}</span>
            <span className={styles.others}>
              {from.length === 0 && <span className={styles.free}>free</span>}
              {from.map(({ id: edge, from: { node: other } }) => {
                const node = nodes.get(other);
                const title = node ? nodeTitle(node, definitionOf(node)) : other;
                return (
                  <button
                    key={edge}
                    type="button"
                    className={styles.follow}
                    onClick={() => select([other])}
                  >
                    from {title}
                  </button>
                );
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function SocketLine({ id, socket }: { readonly id: string; readonly socket: ShownSocket }) {
  const { document } = useDocument.getState();
  const { nodes, into, outOf } = graphIndex(document);
  const isInput = socket.side === 'input';
  const edges = isInput
    ? (into.get(id) ?? []).filter(({ to }) => to.input === socket.name)
    : (outOf.get(id) ?? []).filter(({ from }) => from.output === socket.name);
  return (
    <li className={styles.connection}>
      <KindGlyph kind={socket.kind} filled={edges.length > 0} size={12} />
      <span className={styles.socketName}>{socket.text}</span>
      <span className={styles.others}>
        {edges.map((edge) => {
          const other = isInput ? edge.from.node : edge.to.node;
          const node = nodes.get(other);
          const title = node ? nodeTitle(node, definitionOf(node)) : other;
          return (
            <span key={edge.id} className={styles.other}>
              <button type="button" className={styles.follow} onClick={() => select([other])}>
                {isInput ? 'from' : 'to'} {title}
              </button>
              <IconButton
                small
                label={`Remove the wire ${isInput ? 'from' : 'to'} ${title}`}
                icon={X}
                onClick={() => disconnect([edge.id])}
              />
            </span>
          );
        })}
      </span>
      <IconButton
        small
        label={`Connect ${socket.text}…`}
        icon={Plus}
        onClick={() =>
          openDialog({
            kind: 'connect',
            node: id,
            from: isInput
              ? { side: 'input', node: id, input: socket.name }
              : { side: 'output', node: id, output: socket.name },
          })
        }
      />
    </li>
  );
}
