import { own } from '../../common/own.ts';
import { problemText } from '../../common/result.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { Message } from '../controls/Message.tsx';
import { problemOf } from '../run/node-status.ts';
import { useRun, warningKey } from '../run/run-store.ts';
import { loadLater } from '../session/load-later.tsx';
import styles from './Node.module.css';

/** Most graphs have nothing to complain of. */
const RemedyButton = loadLater(
  async () => (await import('../remedies/RemedyButton.tsx')).RemedyButton,
);

export interface NodeMessagesProps {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition | undefined;
}

/** What went wrong here, in words, with the remedy. */
export function NodeMessages({ node, definition }: NodeMessagesProps) {
  const run = useRun(({ nodes }) => own(nodes, node.id));
  const errors = useRun((state) => own(state.errors, node.id));
  if (!definition) {
    return (
      <div className={styles.messages}>
        <p className={styles.kept}>
          This node type is not in this version. Its settings and wires are kept in the file.
        </p>
      </div>
    );
  }
  const problem = problemOf({ run, errors: errors ?? [] });
  // What an octave was warned of may be what the node failed of in the end.
  const warnings = (run?.warnings ?? []).filter(({ code }) => code !== problem?.code);
  if (!problem && warnings.length === 0) return null;
  return (
    <div className={styles.messages}>
      {problem && (
        <Message text={problemText(problem)}>
          <RemedyButton problem={problem} node={node.id} />
        </Message>
      )}
      {warnings.map((warning) => (
        <p key={warningKey(warning)} role="status" className={styles.warning}>
          {problemText(warning)}
        </p>
      ))}
    </div>
  );
}
