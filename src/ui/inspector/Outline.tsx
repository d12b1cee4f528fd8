import { Plus } from 'lucide-react';
import { type OutlineSocket, outline } from '../../graph/connections/outline.ts';
import { catalog } from '../../nodes/catalog.ts';
import { IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { openDialog, select, useSession } from '../session/session-store.ts';
import styles from './Outline.module.css';

/** The graph as a tree of words: nodes in the order they depend on each other, with their sockets. */
export function Outline() {
  const document = useDocument((state) => state.document);
  const selection = useSession((state) => state.selection);
  const nodes = outline(document, catalog);
  if (nodes.length === 0) {
    return <p className={styles.empty}>Press Space to add a node. It will be listed here.</p>;
  }
  return (
    <ul className={styles.tree} aria-label="Nodes and connections">
      {nodes.map(({ node, title, inputs, outputs }) => (
        <li key={node.id} className={styles.node}>
          <button
            type="button"
            className={styles.title}
            aria-pressed={selection.has(node.id)}
            onClick={() => select([node.id])}
          >
            {title}
            {node.state && <span className={styles.state}>{node.state}</span>}
          </button>
          <ul>
            {inputs
              .filter(({ required, wires }) => required || wires.length > 0)
              .map((socket) => (
                <SocketLine
                  key={socket.key}
                  id={node.id}
                  side="input"
                  title={title}
                  socket={socket}
                />
              ))}
            {outputs.map((socket) => (
              <SocketLine
                key={socket.key}
                id={node.id}
                side="output"
                title={title}
                socket={socket}
              />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

interface SocketLineProps {
  /** The node and its title. */
  readonly id: string;
  readonly title: string;
  readonly side: 'input' | 'output';
  readonly socket: OutlineSocket;
}

function SocketLine({ id, title, side, socket }: SocketLineProps) {
  const { key, kinds, wires, required } = socket;
  return (
    <li className={styles.socket}>
      {kinds[0] && <KindGlyph kind={kinds[0]} filled={wires.length > 0} size={12} />}
      <span className={styles.words}>
        {socket.title}
        {wires.map((wire) => (
          <button
            key={wire.edge}
            type="button"
            className={styles.wire}
            onClick={() => select([wire.node])}
          >
            {side === 'input' ? 'from' : 'to'} {wire.title}
          </button>
        ))}
        {wires.length === 0 && (
          <span className={styles.free}>{required ? 'needs a wire' : 'free'}</span>
        )}
      </span>
      <IconButton
        small
        label={`Connect ${title}: ${socket.title}…`}
        icon={Plus}
        onClick={() =>
          openDialog({
            kind: 'connect',
            node: id,
            from:
              side === 'input' ? { side, node: id, input: key } : { side, node: id, output: key },
          })
        }
      />
    </li>
  );
}
