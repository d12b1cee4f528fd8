import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { own } from '../../common/own.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import { count } from '../../graph/document/names.ts';
import { useDocument } from '../document/document-store.ts';
import { useNode, useVariantChanges, useWiring } from '../document/node-hooks.ts';
import { paramsInNode, toggleFold, unfoldedKey, useUnfolded } from '../document/node-params.ts';
import { ParamControl } from '../param/ParamControl.tsx';
import styles from './Node.module.css';
import { SocketHandle } from './SocketHandle.tsx';

export interface NodeParamsProps {
  readonly id: string;
  readonly definition: NodeDefinition;
}

/** The values of a node: the main and the changed ones, and a fold with the others. */
export function NodeParams({ id, definition }: NodeParamsProps) {
  const node = useNode(id);
  const { sockets, connected } = useWiring(id);
  const changes = useVariantChanges(id);
  const fold = useFold(id);
  // What a hand is on stays, also when its value becomes the usual one again.
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  if (!node) return null;
  const { shown, folded, all } = paramsInNode(
    definition,
    node.params,
    (key) => connected.has(`<${key}`) || held.has(key) || own(changes, key) !== undefined,
  );
  // A wire keeps its end even where the parameter has no meaning now.
  const wired = Object.keys(sockets.params).filter(
    (key) => !all.includes(key) && connected.has(`<${key}`),
  );
  if (shown.length + wired.length + folded.length === 0) return null;
  const row = (key: string) => (
    // biome-ignore lint/a11y/noStaticElementInteractions: notes only that something inside was used
    <div
      key={key}
      className={styles.param}
      data-help={definition.params[key]?.help}
      onFocus={() => held.has(key) || setHeld(new Set(held).add(key))}
    >
      <ParamSocket id={id} name={key} />
      <ParamControl
        node={id}
        definition={definition}
        name={key}
        driven={connected.has(`<${key}`)}
      />
    </div>
  );
  return (
    <div className={styles.params} data-params>
      {/* One list, so that a row keeps the focus when its value changes where it belongs. */}
      {[...(fold.open ? all : shown), ...wired].map(row)}
      {folded.length > 0 && (
        <button
          type="button"
          className={`${styles.fold ?? ''} nodrag`}
          aria-expanded={fold.open}
          onClick={() => {
            setHeld(new Set());
            fold.toggle();
          }}
        >
          <ChevronRight size={12} aria-hidden="true" />
          {fold.open ? 'Fewer values' : count(folded.length, 'more value')}
        </button>
      )}
    </div>
  );
}

function ParamSocket({ id, name }: { readonly id: string; readonly name: string }) {
  const { sockets, connected } = useWiring(id);
  const socket = own(sockets.params, name);
  return (
    socket && (
      <SocketHandle
        node={id}
        name={name}
        side="input"
        kind={socket.kind}
        label={socket.label}
        connected={connected.has(`<${name}`)}
      />
    )
  );
}

function useFold(node: string) {
  const key = unfoldedKey(
    useDocument(({ id }) => id),
    node,
  );
  return { open: useUnfolded(({ keys }) => keys.has(key)), toggle: () => toggleFold(key) };
}
