import { useShallow } from 'zustand/react/shallow';
import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex, upstreamOf } from '../../graph/document/graph-index.ts';
import { useDocument } from '../document/document-store.ts';
import { shownTime } from '../kit/durations.ts';
import { useFooter } from '../node/NodeFooter.tsx';
import { provenance } from '../results/provenance.ts';
import { savedResults } from '../results/saved-results.ts';
import { usePictureSize } from '../results/use-picture.ts';
import {
  cutWords,
  failedBriefly,
  runningBriefly,
  runningText,
  staleCause,
} from '../run/node-status.ts';
import { type NodeRun, useRun } from '../run/run-store.ts';

/** How the picture on the Stage stands. */
export type StageStatus =
  | { readonly kind: 'empty'; readonly text: string }
  | {
      readonly kind: 'running';
      /** "Octave 3 of 5, step 6 of 10" */
      readonly text: string;
      /** "Octave 3 of 5" */
      readonly brief: string;
      /** The node that is at work. */
      readonly worker: string | undefined;
      readonly msLeft: number | undefined;
    }
  | { readonly kind: 'done'; readonly text: string }
  /** Made with other values: "Before step size changed". */
  | { readonly kind: 'stale'; readonly text: string }
  /** Kept when its run was stopped: "Stopped at octave 3 of 5". */
  | { readonly kind: 'kept'; readonly text: string }
  | {
      readonly kind: 'failed';
      readonly problem: Problem;
      /** "Out of memory at octave 3 of 5" */
      readonly brief: string;
      readonly node: string;
    };

/** Whether there is a picture to keep, of these values or of others. */
export function isFinished({ kind }: StageStatus): boolean {
  return kind === 'done' || kind === 'stale' || kind === 'kept';
}

export function useStageStatus(node: string): StageStatus {
  const { status, text } = useFooter(node);
  const size = usePictureSize(node);
  const document = useDocument((state) => state.shown);
  const { run, working, failed, msLeft, running } = useRun(
    useShallow(({ nodes, current }) => ({
      run: own(nodes, node),
      working: upstreamWith(document, node, nodes, 'running'),
      failed: upstreamWith(document, node, nodes, 'failed'),
      msLeft: current?.msLeft,
      running: current !== undefined,
    })),
  );
  const at = useRun(({ nodes }) =>
    working === undefined ? undefined : own(nodes, working)?.detail,
  );
  if (running && (status === 'running' || status === 'will-run')) {
    const isStarting = working === undefined;
    const text = isStarting ? 'Starting' : runningText(at);
    const brief = isStarting ? text : runningBriefly(at);
    return { kind: 'running', text, brief, worker: working, msLeft };
  }
  const broken = failed === undefined ? undefined : own(useRun.getState().nodes, failed);
  if (failed && broken?.problem) {
    const { problem } = broken;
    return { kind: 'failed', problem, brief: failedBriefly(problem, broken), node: failed };
  }
  if (size === undefined) return { kind: 'empty', text };
  if (status === 'cached') return { kind: 'done', text: facts(size, run) };
  if (run?.cut) return { kind: 'kept', text: cutWords(run.cut) };
  const graph = provenance.get(node)?.graph;
  if (!graph) return { kind: 'empty', text };
  return { kind: 'stale', text: `Before ${staleCause(graph, document, node)}` };
}

/** The node itself or the nearest one upstream whose run stands so. */
function upstreamWith(
  document: Document,
  node: string,
  runs: Readonly<Record<string, NodeRun>>,
  status: NodeRun['status'],
): string | undefined {
  for (const id of upstreamOf(graphIndex(document), node)) {
    if (own(runs, id)?.status === status) return id;
  }
  return undefined;
}

/** "1024 × 768 · 37.6 s · seed 1" */
function facts(size: string, run: NodeRun | undefined): string {
  const made = run?.key === undefined ? undefined : savedResults.get(run.key)?.run;
  const ms = made?.ms ?? run?.ms;
  const seeds = made?.seeds ?? [];
  const time = ms === undefined ? undefined : shownTime(ms);
  const seed =
    seeds.length === 1 ? `seed ${seeds[0]}` : seeds.length > 1 && `seeds ${seeds.join(', ')}`;
  return [size, time, seed].filter(Boolean).join(' · ');
}
