import { own } from '../../common/own.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex, upstreamOf } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { NodeRun } from '../run/run-store.ts';

/** Why the Stage shows the node that it shows. */
export type Why = 'pinned' | 'selected' | 'last output';

/** The node whose picture is on the Stage. */
export interface Subject {
  readonly node: string;
  readonly why: Why;
}

export interface SubjectWishes {
  readonly pinned: string | undefined;
  /** The node that was selected last. */
  readonly selected: string | undefined;
  /** Of the last run. */
  readonly lastOutput: string | undefined;
  readonly hasPicture: (node: string) => boolean;
}

/** The pinned node, else the selected one if it has a picture, else the last output. */
export function subjectOf(document: Document, wishes: SubjectWishes): Subject | undefined {
  const { pinned, selected, lastOutput, hasPicture } = wishes;
  const { nodes } = graphIndex(document);
  const isThere = (node: string | undefined): node is string =>
    node !== undefined && nodes.has(node);
  if (isThere(pinned)) return { node: pinned, why: 'pinned' };
  if (isThere(selected) && makesPicture(document, selected) && hasPicture(selected)) {
    return { node: selected, why: 'selected' };
  }
  const output = isThere(lastOutput) ? lastOutput : outputOf(document);
  return output === undefined ? undefined : { node: output, why: 'last output' };
}

/** Before any run: the last of the nodes that a run is for, else of those that make pictures. */
function outputOf({ nodes }: Document): string | undefined {
  const makers = nodes.filter(({ type }) => findDefinition(catalog, type)?.preview !== undefined);
  const isEnd = ({ type }: { readonly type: string }) => findDefinition(catalog, type)?.end;
  return (makers.findLast(isEnd) ?? makers.at(-1))?.id;
}

/** Nodes whose type makes a picture, in the order of the document. */
export function pictureNodes(document: Document): readonly string[] {
  return document.nodes.map(({ id }) => id).filter((id) => makesPicture(document, id));
}

function makesPicture(document: Document, node: string): boolean {
  const type = graphIndex(document).nodes.get(node)?.type;
  return type !== undefined && findDefinition(catalog, type)?.preview !== undefined;
}

/**
 * While a node waits for its turn, the node upstream whose picture is growing.
 * @param began when the run began, in milliseconds.
 * @param isLive whether a node has shown something in this run.
 */
export function liveNodeOf(
  document: Document,
  node: string,
  runs: Readonly<Record<string, NodeRun>>,
  began: number,
  isLive: (node: string) => boolean,
): string {
  const status = own(runs, node)?.status;
  if (status !== 'waiting' && status !== 'running') return node;
  let newest: string | undefined;
  for (const id of upstreamOf(graphIndex(document), node)) {
    const { startedAt = -1, status: state } = own(runs, id) ?? {};
    const isWorking = (state === 'running' && isLive(id)) || state === 'done';
    const type = graphIndex(document).nodes.get(id)?.type ?? '';
    const { preview, category } = findDefinition(catalog, type) ?? {};
    if (!isWorking || startedAt < began || !preview || category === 'source') continue;
    if (newest === undefined || startedAt > (own(runs, newest)?.startedAt ?? -1)) newest = id;
  }
  return newest ?? node;
}
