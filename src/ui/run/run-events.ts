import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import type { Plan, RgbaPicture, RunEvent, RunResult, StepEvent } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { createEmitter } from '../kit/emitter.ts';
import { type CurvePoint, setCurve } from '../results/curves.ts';
import { type DisplayPicture, livePictures, pictures } from '../results/pictures.ts';
import { provenance } from '../results/provenance.ts';
import { type RunFacts, savedResults } from '../results/saved-results.ts';
import { isShown, patchNode } from './node-runs.ts';
import { nameOf, type VariantId, withWarning } from './run-store.ts';

export interface VariantRun {
  readonly plan: Plan;
  readonly variant: VariantId;
  /** The graph as it runs, with the seeds that were drawn. */
  readonly graph: Document;
}

/** What is known so far of a step that is at work. */
interface StepState {
  curve: readonly CurvePoint[];
  warnings: readonly Problem[];
  picture?: DisplayPicture;
}

/** Turns the events of a run into what the nodes show, and saves its results. */
export function followRun(run: VariantRun): (event: RunEvent<RgbaPicture>) => void {
  const states = new Map<number, StepState>();
  return (event) => {
    if (!('step' in event)) return;
    const state = states.get(event.step) ?? { curve: [], warnings: [] };
    states.set(event.step, state);
    onStepEvent(run, event, state);
    if (event.kind === 'step-done') states.delete(event.step);
  };
}

/** The pictures that the run was for, in their full size. */
export function takePictures({ plan, variant, graph }: VariantRun, result: RunResult): void {
  const { profile } = result.report;
  for (const { node, step, picture } of result.pictures) {
    const maker = plan.steps[step];
    if (!maker) continue;
    const shown = { ...picture, pixels: picture, final: true };
    const run = factsOf(result, savedResults.get(maker.key)?.run);
    savedResults.put(maker.key, { picture: shown, run, graph, profile });
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

function onStepEvent(run: VariantRun, event: StepEvent<RgbaPicture>, state: StepState): void {
  const { variant, graph } = run;
  const { profile } = run.plan;
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
        state.curve = [...state.curve, { octave, objective }];
        if (isShown(variant)) setCurve(node, state.curve);
      }
      patch({ fraction: event.fraction, detail });
      break;
    }
    case 'preview': {
      const { width, height } = event.size ?? event.picture;
      const shown = { width, height, pixels: event.picture, final: event.final };
      if (event.final) state.picture = shown;
      if (isShown(variant)) pictures.set(node, shown);
      livePictures.set(nameOf(variant), shown);
      break;
    }
    case 'warning': {
      state.warnings = withWarning(state.warnings, event.problem);
      patch({ warnings: state.warnings });
      break;
    }
    case 'step-done': {
      const { picture, curve, warnings } = state;
      const details = event.cached ? { warnings } : { ms: event.ms, curve, warnings };
      savedResults.put(key, { ...details, picture, graph, profile });
      const saved = savedResults.get(key);
      if (isShown(variant)) {
        provenance.set(node, { graph, profile });
        setCurve(node, saved?.curve ?? []);
      }
      patch({ status: 'done', ms: saved?.ms, cached: event.cached, key, warnings });
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
export interface FinishedRun extends VariantRun {
  readonly result: RunResult;
}

/** Every run that has come to its end. */
export const finishedRuns = createEmitter<FinishedRun>();
