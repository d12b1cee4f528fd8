import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document.ts';
import { graphIndex } from '../../graph/graph-index.ts';
import { nodeTitle } from '../../graph/names.ts';
import type { Plan, RgbaPicture, RunEvent, RunResult, StepEvent } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { type CurvePoint, objectiveCurves } from '../results/curves.ts';
import { livePictures, pictures, type Shown } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { keptResults, type RunFacts } from '../results/saved-results.ts';
import { isShown, patchNode } from './node-runs.ts';
import { nameOf, type VariantId, withWarning } from './run-store.ts';

export interface Listened {
  readonly plan: Plan;
  readonly variant: VariantId;
  /** The graph as it runs, with the seeds that were drawn. */
  readonly made: Document;
}

/** What has been heard of a step that is at work. */
interface Hearing {
  readonly curve: CurvePoint[];
  warnings: readonly Problem[];
  picture?: Shown;
}

/** Turns what a run tells into what the nodes show, and keeps its results. */
export function listenTo(run: Listened): (event: RunEvent<RgbaPicture>) => void {
  const hearings = new Map<number, Hearing>();
  return (event) => {
    if (!('step' in event)) return;
    const hearing = hearings.get(event.step) ?? { curve: [], warnings: [] };
    hearings.set(event.step, hearing);
    hearStep(run, event, hearing);
    if (event.kind === 'step-done') hearings.delete(event.step);
  };
}

/** The pictures that the run was for, in their full size. */
export function takePictures({ plan, variant, made }: Listened, result: RunResult): void {
  for (const { node, step, picture } of result.pictures) {
    const maker = plan.steps[step];
    if (!maker) continue;
    const shown = { ...picture, pixels: picture, final: true };
    const run = factsOf(result, keptResults.get(maker.key)?.run);
    keptResults.put(maker.key, { picture: shown, run, made });
    if (maker.node === node && isShown(variant)) pictures.set(node, shown);
  }
}

/** Of a run that found everything made already, the time says nothing. */
function factsOf({ report }: RunResult, before: RunFacts | undefined): RunFacts {
  const { ms, steps, seeds } = report;
  if (before && steps.every(({ cached }) => cached)) return before;
  return {
    ms,
    objective: steps.findLast((step) => step.objective !== undefined)?.objective,
    seeds: seeds.map(({ seed }) => seed),
  };
}

function hearStep(run: Listened, event: StepEvent<RgbaPicture>, hearing: Hearing): void {
  const { variant, made } = run;
  const { node } = event;
  const key = run.plan.steps[event.step]?.key ?? '';
  const patch = (change: Parameters<typeof patchNode>[2]) => patchNode(variant, node, change);
  switch (event.kind) {
    case 'step-start':
      patch({
        status: 'running',
        fraction: 0,
        startedAt: performance.now(),
        detail: undefined,
        problem: undefined,
        warnings: undefined,
      });
      break;
    case 'progress': {
      const { detail, objective } = event;
      if (objective !== undefined) {
        const octave = detail && 'octave' in detail ? detail.octave : 0;
        hearing.curve.push({ octave, objective });
        if (isShown(variant)) objectiveCurves.set(node, hearing.curve);
      }
      patch({ fraction: event.fraction, detail });
      break;
    }
    case 'preview': {
      const { width, height } = event.picture;
      const shown = { width, height, pixels: event.picture, final: event.final };
      if (event.final) hearing.picture = shown;
      if (isShown(variant)) pictures.set(node, shown);
      livePictures.set(nameOf(variant), shown);
      break;
    }
    case 'warning': {
      hearing.warnings = withWarning(hearing.warnings, event.problem);
      patch({ warnings: hearing.warnings });
      break;
    }
    case 'step-done': {
      const { picture, curve, warnings } = hearing;
      const told = event.cached ? { warnings } : { ms: event.ms, curve, warnings };
      keptResults.put(key, { ...told, picture, made });
      const kept = keptResults.get(key);
      if (isShown(variant)) {
        provenance.set(node, made);
        objectiveCurves.set(node, kept?.curve ?? []);
      }
      patch({ status: 'done', ms: kept?.ms, cached: event.cached, key, warnings });
      break;
    }
    case 'step-failed':
      patch({ status: 'failed', problem: event.problem, failedKey: key });
      break;
    case 'step-skipped':
      patch({ status: 'skipped', because: titleOf(event.because), failedKey: key });
  }
}

function titleOf(id: string): string {
  const node = graphIndex(useDocument.getState().document).nodes.get(id);
  return node ? nodeTitle(node, definitionOf(node)) : id;
}

/** A run that has come to its end, with the pictures it made on the way. */
export interface FinishedRun extends Listened {
  readonly result: RunResult;
}

const listeners = new Set<(run: FinishedRun) => void>();

export const finishedRuns = {
  subscribe(listener: (run: FinishedRun) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  tell(run: FinishedRun): void {
    for (const listener of listeners) listener(run);
  },
};
