import { create } from 'zustand';
import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { CutShort, ProgressDetail } from '../../nodes/_run/node-run.ts';
import type { WorkerStatus } from '../../runtime/browser.ts';

/** What the last or current run says of one node. */
export interface NodeRun {
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** In [0, 1] while it runs. */
  readonly fraction?: number;
  /** What it still takes, of the time that the run has left. */
  readonly msLeft?: number | undefined;
  /** What it works on while it runs. */
  readonly detail?: ProgressDetail | undefined;
  readonly ms?: number | undefined;
  readonly cached?: boolean;
  readonly problem?: Problem | undefined;
  /** The key of the step that failed or was skipped; with another one it may go well. */
  readonly failedKey?: string | undefined;
  readonly warnings?: readonly Problem[] | undefined;
  /** The node whose failure kept this one from running. */
  readonly because?: string | undefined;
  /**
   * Of an ascent over several objectives: what each moved in the last step, measured. Shares of 1 in
   * the order of the wires into the node that combined them.
   */
  readonly shares?: readonly number[] | undefined;
  /** Where the person ended the work that its value is made of. */
  readonly cut?: CutShort | undefined;
  /** The key its value was made under; another key now means that it is stale. */
  readonly key?: string | undefined;
  readonly startedAt?: number;
}

/** What the plan for the current document says of one node. */
export interface NodePlan {
  readonly key: string;
  /** The worker holds its value, or nothing asks for it. */
  readonly cached: boolean;
}

/** Id of a variant; undefined: the graph's own values. */
export type VariantId = string | undefined;

/** A text for it, where undefined will not do. */
export function nameOf(variant: VariantId): string {
  return variant ?? '';
}

/** A variant in the current run, or in the last one that it was part of. */
export interface Job {
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  /** Of the picture that it is to make. */
  readonly key: string | undefined;
  /** Of the picture that it was ended with before its time. */
  readonly cutKey?: string | undefined;
  /** In [0, 1]. */
  readonly fraction: number;
  /** What it works on while it runs. */
  readonly detail?: ProgressDetail | undefined;
  readonly problem?: Problem | undefined;
}

/** A run that was asked for, with the graph as it was then. */
export interface RunRequest {
  readonly id: string;
  /** "Dreaming", "Run to Gradient Ascent", "Variants". */
  readonly what: string;
  /** Id of the document it was asked for in: what becomes of it is shown there alone. */
  readonly home: string;
  readonly document: Document;
  /** The variants that are to be run. */
  readonly variants: readonly VariantId[];
  /** Nodes to run to; all outputs when left out. */
  readonly targets?: readonly string[] | undefined;
  /** Frames of a film, both included; undefined: only the one that is shown. */
  readonly range?: { readonly first: number; readonly last: number } | undefined;
  /** Of a graph with several photos, those to dream on, counted from 0; undefined: `photo` alone. */
  readonly photos?: readonly number[] | undefined;
  /** The frame that was shown. */
  readonly frame: number;
  /** The one of several photos that was shown, by its key. */
  readonly photo: string | undefined;
  /** What is cached is forgotten first. */
  readonly anew: boolean;
  /** "Glasshouse", "Variant 2, Ridges" */
  readonly title: string;
  /** What is different about it: "strength 1.60, octaves 7". */
  readonly note: string;
  /** What it will probably take, in milliseconds. */
  readonly ms: number | undefined;
  /** Of the picture that was there before it. */
  readonly lastKey: string | undefined;
}

export interface CurrentRun extends RunRequest {
  /** In [0, 1]. */
  readonly fraction: number;
  readonly msLeft?: number;
  readonly stopping: boolean;
  /** It ends with what it has come to. */
  readonly keeping?: boolean;
}

/** What a run of the graph as it is shown would do. */
export interface Outlook {
  /** "about 38 s", or what is missing. */
  readonly text: string;
  /** All of it, where the text says the most important. */
  readonly help?: string | undefined;
  /** What it would take, in milliseconds; undefined where nothing can or need run. */
  readonly ms?: number;
  /** Of memory, at its peak. */
  readonly bytes?: number;
  /** That this is more memory than there is. */
  readonly tooLarge?: string | undefined;
  /** The node that lacks something. */
  readonly node?: string | undefined;
}

export interface RunState {
  readonly current: CurrentRun | undefined;
  /** How the last run ended, in words. */
  readonly outcome: string | undefined;
  readonly jobs: ReadonlyMap<VariantId, Job>;
  /** Of the variant that is shown. */
  readonly nodes: Readonly<Record<string, NodeRun>>;
  readonly plan: Readonly<Record<string, NodePlan>>;
  /** What the compiler found wrong with nodes of the graph as it stands, by node. */
  readonly errors: Readonly<Record<string, readonly Problem[]>>;
  /** What a run of the graph as it is shown would do; undefined until it was planned. */
  readonly outlook: Outlook | undefined;
  /** What a run would do that is for more than what is shown: a range of a film, or several photos. */
  readonly whole: Outlook | undefined;
  readonly worker: WorkerStatus;
  /** Random seeds as the last run drew them, by `node.param`. */
  readonly seeds: Readonly<Record<string, number>>;
}

/** Everything about running; the document knows nothing of it. */
export const useRun = create<RunState>(() => ({
  ...noRuns(),
  current: undefined,
  worker: { state: 'starting' },
}));

/** Of a document that was just opened. */
export function noRuns() {
  return {
    ...{ outcome: undefined, outlook: undefined, whole: undefined },
    jobs: new Map(),
    nodes: {},
    plan: {},
    errors: {},
    seeds: {},
  };
}

export function patchJob(variant: VariantId, change: Partial<Job>): void {
  useRun.setState(({ jobs }) => {
    const before = jobs.get(variant) ?? { status: 'waiting', key: undefined, fraction: 0 };
    return { jobs: new Map(jobs).set(variant, { ...before, ...change }) };
  });
}

/** Adds a warning, in place of an earlier one of the same thing: each octave may repeat it. */
export function withWarning(warnings: readonly Problem[], added: Problem): readonly Problem[] {
  return [...warnings.filter((each) => warningKey(each) !== warningKey(added)), added];
}

/** Distinguishes the warnings of one node. */
export function warningKey({ code, input = '' }: Problem): string {
  return `${code} ${input}`;
}

/** Whether a node shows what other values made than those it has now. */
export function isStale({ nodes, plan }: Pick<RunState, 'nodes' | 'plan'>, node: string): boolean {
  const { status, key, cut } = own(nodes, node) ?? {};
  return status === 'done' && key !== undefined && !cut && own(plan, node)?.key !== key;
}
