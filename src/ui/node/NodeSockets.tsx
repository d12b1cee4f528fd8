import { own } from '../../common/own.ts';
import { useNode, useWiring } from '../document/node-hooks.ts';
import type { ShownSocket } from '../document/sockets-of.ts';
import { objectivesInput } from '../objectives/objective-rows.ts';
import { problemOf } from '../run/node-status.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Node.module.css';
import { ObjectiveRows } from './ObjectiveRows.tsx';
import { SocketHandle } from './SocketHandle.tsx';

/** One input and one output share a row, so that wires never move when values change. */
export function NodeSockets({ id }: { readonly id: string }) {
  const { sockets, connected } = useWiring(id);
  const asked = useRun(({ nodes, errors }) => {
    const run = own(nodes, id);
    return (
      run?.status === 'skipped' ||
      problemOf({ run, errors: own(errors, id) ?? [] })?.code === 'missing-input'
    );
  });
  const sums = useNode(id)?.type === 'combine-objectives';
  const many = sums ? sockets.inputs.find(({ name }) => name === objectivesInput) : undefined;
  const inputs = sockets.inputs.filter((socket) => socket !== many);
  const rows = Math.max(inputs.length, sockets.outputs.length);
  const handle = (socket: ShownSocket) => (
    <SocketHandle
      node={id}
      name={socket.name}
      side={socket.side}
      kind={socket.kind}
      label={socket.label}
      connected={connected.has(`${socket.side === 'input' ? '<' : '>'}${socket.name}`)}
      missing={asked && socket.side === 'input' && !socket.optional}
    />
  );
  return (
    <div className={styles.sockets}>
      {Array.from({ length: rows }, (_, row) => {
        const input = inputs[row];
        const output = sockets.outputs[row];
        return (
          <div key={`${input?.name}|${output?.name}`} className={styles.row}>
            {input && (
              <span className={styles.input} data-optional={input.optional} title={input.help}>
                {handle(input)}
                {input.text}
              </span>
            )}
            {output && (
              <span className={styles.output} title={output.help}>
                {output.text}
                {handle(output)}
              </span>
            )}
          </div>
        );
      })}
      {many && <ObjectiveRows id={id} socket={many} missing={asked} />}
    </div>
  );
}
