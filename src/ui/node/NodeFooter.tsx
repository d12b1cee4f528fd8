import { useShallow } from 'zustand/react/shallow';
import { own } from '../../common/own.ts';
import type { Document } from '../../graph/document/document.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { StateMark } from '../glyphs/StateMark.tsx';
import { provenance } from '../results/provenance.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { type FooterText, footerOf, staleCause } from '../run/node-status.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Node.module.css';

/** The one place for a node's state, time and size. */
export function NodeFooter({ status, text, time }: FooterText) {
  return (
    <footer className={styles.footer} data-status={status}>
      <StateMark status={status} />
      <span className={styles.state} title={text}>
        {text}
      </span>
      {time && <span className={styles.time}>{time}</span>}
    </footer>
  );
}

const none: readonly never[] = [];

/** The state of a node in words, kept up to date while it runs. */
export function useFooter(id: string): FooterText {
  const node = useNode(id);
  const size = usePictureSize(id);
  const seen = useRun(
    useShallow(({ nodes, plan, errors, current }) => ({
      run: own(nodes, id),
      plan: own(plan, id),
      errors: own(errors, id) ?? none,
      running: current !== undefined,
    })),
  );
  const definition = definitionOf(node);
  const graph = provenance.get(id)?.graph;
  const { shown } = useDocument.getState();
  return footerOf({
    ...seen,
    state: node?.state,
    known: definition !== undefined,
    size,
    passes: passedOutput(id, Object.keys(definition?.passthrough ?? {}), shown),
    cause: () => (graph ? staleCause(graph, shown, id) : 'a value changed'),
  });
}

/** Of what a bypassed node passes on, the output that a wire leaves from. */
function passedOutput(
  id: string,
  outputs: readonly string[],
  { edges }: Document,
): string | undefined {
  const isWired = (output: string) =>
    edges.some(({ from }) => from.node === id && from.output === output);
  return outputs.find(isWired) ?? outputs[0];
}
