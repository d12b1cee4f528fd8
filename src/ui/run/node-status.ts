import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, NodeState } from '../../graph/document/document.ts';
import { graphIndex, upstreamOf } from '../../graph/document/graph-index.ts';
import { inSentence, partTitle } from '../../graph/document/names.ts';
import { differences } from '../../graph/document/variants.ts';
import type { CutShort, ProgressDetail } from '../../nodes/_run/node-run.ts';
import { catalog } from '../../nodes/catalog.ts';
import { cutInWords, detailInWords, partInWords } from '../../runtime/browser.ts';
import type { NodeStatus } from '../glyphs/StateMark.tsx';
import { shownTime, shownTimeLeft } from '../kit/durations.ts';
import type { NodePlan, NodeRun } from './run-store.ts';

export interface FooterText {
  readonly status: NodeStatus;
  readonly text: string;
  readonly time?: string | undefined;
}

export interface StatusInput {
  readonly state: NodeState | undefined;
  readonly known: boolean;
  readonly run: NodeRun | undefined;
  readonly plan: NodePlan | undefined;
  /** What the compiler finds wrong with the node now. */
  readonly errors: readonly Problem[];
  /** A run is under way. */
  readonly running: boolean;
  /** "512 × 242" */
  readonly size?: string | undefined;
  /** Why a stale result is out of date; asked for only then. */
  readonly cause: () => string;
  /** What a bypassed node lets through, such as "octaves". */
  readonly passes?: string | undefined;
}

/** What the footer says. Precedence: error, running, will run, stale, cached. */
export function footerOf(input: StatusInput): FooterText {
  const { state, known, run, plan, errors, running, size } = input;
  if (!known) return { status: 'missing', text: 'Kept as it was' };
  if (state === 'muted') return { status: 'muted', text: 'Muted: makes nothing' };
  if (state === 'bypassed')
    return {
      status: 'bypassed',
      text: input.passes ? `Bypassed: passes ${input.passes}` : 'Bypassed',
    };
  if (run?.status === 'failed' || problemOf(input)) return { status: 'error', text: 'Not run' };
  if (run?.status === 'running') return runningFooter(run);
  if (running && run?.status === 'waiting') return { status: 'will-run', text: 'Will run' };
  if (run?.status === 'skipped') {
    return { status: 'idle', text: run.because ? `Waits for ${run.because}` : 'Not run' };
  }
  if (run?.status !== 'done') {
    // What follows it came from the cache, so no run has asked for it since the graph was opened.
    if (plan?.cached && errors.length === 0) return { status: 'cached', text: size ?? 'Cached' };
    return { status: 'idle', text: errors[0]?.remedy ?? size ?? 'Not run yet' };
  }
  if (run.key !== undefined && plan?.key !== run.key) {
    return plan?.cached
      ? { status: 'cached', text: 'Cached: run to show it' }
      : { status: 'stale', text: run.cut ? cutWords(run.cut) : `Stale: ${input.cause()}` };
  }
  return {
    status: 'cached',
    text: size ?? (run.cached ? 'Cached' : 'Done'),
    time: run.ms === undefined ? undefined : shownTime(run.ms),
  };
}

/**
 * What is wrong with a node now. What a node still needs is no mistake while the graph is being
 * built: that is asked for in its footer until a run has missed it.
 */
export function problemOf({
  run,
  errors: [found],
}: Pick<StatusInput, 'run' | 'errors'>): Problem | undefined {
  const unfinished = found?.code === 'missing-input' || found?.code === 'no-file';
  if (found && (run !== undefined || !unfinished)) return found;
  return run?.status === 'failed' ? run.problem : undefined;
}

function runningFooter({ detail, msLeft }: NodeRun): FooterText {
  const time = msLeft === undefined ? undefined : shownTimeLeft(msLeft);
  return { status: 'running', text: runningBriefly(detail), time };
}

/** "Octave 2 of 5, step 6 of 10" */
export function runningText(detail: ProgressDetail | undefined): string {
  return detail ? upperFirst(detailInWords(detail)) : 'Running';
}

/** "Octave 2 of 5": for where there is little room, and for what is read aloud. */
export function runningBriefly(detail: ProgressDetail | undefined): string {
  return detail ? upperFirst(partInWords(detail)) : 'Running';
}

/** "Stopped at octave 3 of 5, step 6" */
export function cutWords(cut: CutShort): string {
  return upperFirst(cutInWords(cut));
}

function upperFirst(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const briefly: Readonly<Record<string, string>> = {
  'backend-lost': 'The graphics card stopped',
  'context-lost': 'The graphics card stopped',
  'out-of-memory': 'Out of memory',
  'worker-died': 'The run broke off',
  'worker-hung': 'The run hung',
};

/** "Out of memory at octave 3 of 5", for where there is little room. */
export function failedBriefly({ code, message }: Problem, run: NodeRun | undefined): string {
  const words = briefly[code];
  if (words === undefined) return message;
  return run?.detail ? `${words} at ${partInWords(run.detail)}` : words;
}

/** What has changed since a node's result was made, in a few words: "step size changed". */
export function staleCause(graph: Document, now: Document, node: string): string {
  const { nodes } = graphIndex(now);
  const upstream = upstreamOf(graphIndex(now), node);
  const changed = differences(graph, now).filter((difference) => upstream.has(difference.node));
  const nearest = changed.find((difference) => difference.node === node) ?? changed.at(-1);
  if (!nearest) return 'the graph changed';
  const type = nodes.get(nearest.node)?.type;
  const param = own(
    type === undefined ? undefined : findDefinition(catalog, type)?.params,
    nearest.param,
  );
  return `${inSentence(partTitle(nearest.param, param))} changed`;
}
