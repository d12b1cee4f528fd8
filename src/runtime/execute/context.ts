import type { Problem } from '../../common/result.ts';
import type { AscentEvent, Picture } from '../../engine/index.ts';
import type { RunContext } from '../../nodes/context.ts';
import type { PlanStep } from '../compile/plan.ts';
import type { StepNews } from './events.ts';
import type { Host } from './machine.ts';
import type { PreviewGate } from './preview-gate.ts';

export type OnAscent = (node: string, event: AscentEvent) => void;

/** What a run lends to each of its steps. */
export interface Surroundings {
  readonly gate: PreviewGate;
  readonly signal: AbortSignal;
  readonly tell: TellStep;
  readonly onAscent?: OnAscent;
}

export type TellStep = (news: StepNews<Picture>) => void;

/** What one step sees of the world, and what it has told of itself. */
export interface StepContext {
  readonly context: RunContext;
  /** The last objective that an ascent told of. */
  readonly objective: () => number | undefined;
  /** What it has warned of so far. */
  readonly warnings: readonly Problem[];
}

export function createStepContext(
  { step, node }: PlanStep,
  host: Host,
  { signal, gate, tell, onAscent }: Surroundings,
  once: RunContext['once'],
): StepContext {
  let objective: number | undefined;
  const warnings: Problem[] = [];
  const context: RunContext = {
    ...host,
    signal,
    once,
    progress: (fraction, detail) => {
      const share = Math.min(1, Math.max(0, fraction));
      tell({
        kind: 'progress',
        step,
        node,
        fraction: share,
        ...(detail !== undefined && { detail }),
        ...(objective !== undefined && { objective }),
      });
    },
    preview: async (read) => {
      if (signal.aborted || !gate.enter(node)) return;
      tell({ kind: 'preview', step, node, final: false, picture: await read() });
    },
    warn: (problem) => {
      warnings.push(problem);
      tell({ kind: 'warning', step, node, problem });
    },
    onAscent: (event) => {
      if (event.kind === 'step') objective = event.objective;
      onAscent?.(node, event);
    },
  };
  return { context, objective: () => objective, warnings };
}
