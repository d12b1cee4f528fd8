import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import { readWires } from '../../graph/definition/wire-lists.ts';
import type { Document } from '../../graph/document/document.ts';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { useDocument } from '../document/document-store.ts';
import { provenance } from '../results/provenance.ts';
import { useRun } from '../run/run-store.ts';
import { type ObjectiveRow, objectiveRows, objectiveWires } from './objective-rows.ts';
import styles from './Shares.module.css';

interface Share extends ObjectiveRow {
  readonly percent: number;
}

/** What each objective moved in the last step of the ascent that climbs them, as it was measured. */
export function Shares({ node }: { readonly node: string }) {
  const document = useDocument((state) => state.document);
  const ascent = useRun(({ nodes }) =>
    ascentsOver(document, node).find((id) => own(nodes, id)?.shares),
  );
  const measured = useRun(({ nodes }) => (ascent ? own(nodes, ascent)?.shares : undefined));
  // The graph that was run: rows may have moved since.
  const graph = (ascent === undefined ? undefined : provenance.get(ascent)?.graph) ?? document;
  const shares = measured && namedShares(graph, node, measured);
  return (
    <div className={styles.part}>
      <h3 className={styles.head}>
        What each one moves <span className={styles.how}>share of the last step, measured</span>
      </h3>
      {shares ? (
        <ul className={styles.bar}>
          {shares.map(({ edge, title, percent, weight }) => (
            <li
              key={edge}
              className={styles.share}
              data-negative={weight < 0}
              style={{ flexGrow: Math.max(percent, 1) }}
              title={`${title} ${percent} %`}
            >
              <span>
                {title} {percent} %
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.none}>Run two or more objectives to see it.</p>
      )}
    </div>
  );
}

/** The ascents that climb the sum itself, through reroutes. */
function ascentsOver(document: Document, sum: string): readonly string[] {
  const { nodes, outOf } = graphIndex(document);
  const seen = new Set([sum]);
  const found: string[] = [];
  for (const id of seen) {
    for (const { to } of outOf.get(id) ?? []) {
      const type = nodes.get(to.node)?.type;
      if (type === 'reroute') seen.add(to.node);
      if (type === 'gradient-ascent' && to.input === 'objective') found.push(to.node);
    }
  }
  return found;
}

/** The shares with the objectives that were read; undefined when they are of other ones. */
export function namedShares(
  graph: Document,
  sum: string,
  shares: readonly number[],
): readonly Share[] | undefined {
  const index = graphIndex(graph);
  const node = index.nodes.get(sum);
  const definition = node && findDefinition(catalog, node.type);
  if (!definition) return undefined;
  const read = readWires(definition, node.params, objectiveWires(graph, sum)).filter(
    ({ from }) => !isSilent(graph, from.node),
  );
  const ids = new Set(read.map(({ id }) => id));
  const rows = objectiveRows(graph, sum).filter(({ edge }) => ids.has(edge));
  if (rows.length !== shares.length) return undefined;
  return rows.map((row, place) => ({ ...row, percent: Math.round((shares[place] ?? 0) * 100) }));
}

/** Muted, or a reroute of what is. */
function isSilent(graph: Document, id: string): boolean {
  const index = graphIndex(graph);
  const node = index.nodes.get(id);
  if (node?.state === 'muted') return true;
  if (node?.type !== 'reroute') return false;
  const [wire] = edgesInto(index, { node: id, input: 'value' });
  return !wire || (wire.from.node !== id && isSilent(graph, wire.from.node));
}
