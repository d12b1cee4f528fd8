import { create } from 'zustand';
import type { Problem } from '../../common/result.ts';
import type { ClientStatus, Diagnostic } from '../../runtime/client.ts';

/** What the last or current run says of one node. */
export interface NodeRun {
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  /** In [0, 1] while it runs. */
  readonly fraction?: number;
  /** A few words from the node on what it is at. */
  readonly detail?: string | undefined;
  readonly octave?: number | undefined;
  readonly octaves?: number | undefined;
  readonly ms?: number;
  readonly cached?: boolean;
  readonly problem?: Problem | undefined;
  readonly warnings?: readonly Problem[] | undefined;
  /** The node whose failure kept this one from running. */
  readonly because?: string;
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

export interface CurrentRun {
  readonly id: string;
  /** "Gradient Ascent" in "Run to Gradient Ascent"; undefined for the whole graph. */
  readonly target?: string;
  readonly startedAt: number;
  /** In [0, 1]. */
  readonly fraction: number;
  readonly msLeft?: number;
  readonly stopping: boolean;
}

export interface RunState {
  readonly current: CurrentRun | undefined;
  /** How the last run ended, in words. */
  readonly outcome: string | undefined;
  readonly nodes: Readonly<Record<string, NodeRun>>;
  readonly plan: Readonly<Record<string, NodePlan>>;
  readonly diagnostics: Readonly<Record<string, readonly Diagnostic[]>>;
  readonly worker: ClientStatus;
  /** Random seeds as the last run drew them, by `node.param`. */
  readonly seeds: Readonly<Record<string, number>>;
}

/** Everything about running; the document knows nothing of it. */
export const useRun = create<RunState>(() => ({
  current: undefined,
  outcome: undefined,
  nodes: {},
  plan: {},
  diagnostics: {},
  worker: { state: 'starting' },
  seeds: {},
}));

export function patchNode(id: string, change: Partial<NodeRun>): void {
  useRun.setState(({ nodes }) => ({
    nodes: { ...nodes, [id]: { status: 'waiting', ...nodes[id], ...change } },
  }));
}
