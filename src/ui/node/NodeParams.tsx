import { own } from '../../common/own.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { isActive } from '../../graph/params/values.ts';
import { useNode, useWiring } from '../document/node-hooks.ts';
import { ParamControl } from '../param/ParamControl.tsx';
import styles from './Node.module.css';
import { SocketHandle } from './SocketHandle.tsx';

export interface NodeParamsProps {
  readonly id: string;
  readonly definition: NodeDefinition;
}

/** The everyday parameters of a node; the inspector has all of them. */
export function NodeParams({ id, definition }: NodeParamsProps) {
  const node = useNode(id);
  const { sockets, connected } = useWiring(id);
  if (!node) return null;
  const shown = paramsInNode(definition, node.params);
  // A wire must keep its end even where the parameter is not shown.
  const hidden = Object.values(sockets.params).filter(
    ({ name }) => !shown.includes(name) && connected.has(`<${name}`),
  );
  if (shown.length === 0 && hidden.length === 0) return null;
  return (
    <div className={styles.params} data-params>
      {[...shown, ...hidden.map(({ name }) => name)].map((key) => {
        const socket = own(sockets.params, key);
        const driven = connected.has(`<${key}`);
        return (
          <div key={key} className={styles.param}>
            {socket && (
              <SocketHandle
                node={id}
                name={key}
                side="input"
                kind={socket.kind}
                label={socket.label}
                connected={driven}
              />
            )}
            <ParamControl node={id} definition={definition} name={key} driven={driven} />
          </div>
        );
      })}
    </div>
  );
}

/** The parameters that stand in the node itself. */
function paramsInNode(definition: NodeDefinition, params: ParamValues): readonly string[] {
  return Object.entries(definition.params)
    .filter(([, param]) => !param.advanced && isActive(definition, params, param))
    .map(([key]) => key);
}
