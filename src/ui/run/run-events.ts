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
import { type RunFacts, type SavedResult, savedResults } from '../results/saved-results.ts';
import { isShown, patchNode, type RunPlace } from './node-runs.ts';
import { nameOf, withWarning } from './run-store.ts';

export interface VariantRun extends RunPlace {
  readonly plan: Plan;
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
export function takePictures(run: VariantRun, result: RunResult): void {
  const { plan, graph } = run;
  const { profile } = result.report;
  for (const { node, step, picture } of result.pictures) {
    const maker = plan.steps[step];
    if (!maker) continue;
    const shown = { ...picture, pixels: picture, final: true };
    const { key, cut } = result.report.steps.find((made) => made.step === step) ?? {
      ...maker,
      cut: undefined,
    };
    const facts = factsOf(result, savedResults.get(key)?.run);
    savedResults.put(key, { picture: shown, run: facts, graph, profile, cut });
    if (maker.node === node && isShown(run)) pictures.set(node, shown);
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
  const { variant } = run;
  const { node } = event;
  const { key = '' } = run.plan.steps[event.step] ?? {};
  const patch = (change: Parameters<typeof patchNode>[2]) => patchNode(run, node, change);
  switch (event.kind) {
    case 'step-start':
      patch({
        status: 'running',
        fraction: 0,
        msLeft: undefined,
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
        if (isShown(run)) setCurve(node, state.curve);
      }
      patch({ fraction: event.fraction, detail });
      break;
    }
    case 'preview': {
      const { width, height } = event.size ?? event.picture;
      const shown = { width, height, pixels: event.picture, final: event.final };
      if (event.final) state.picture = shown;
      if (isShown(run)) pictures.set(node, shown);
      livePictures.set(nameOf(variant), shown);
      break;
    }
    case 'warning': {
      state.warnings = withWarning(state.warnings, event.problem);
      patch({ warnings: state.warnings });
      break;
    }
    case 'step-done': {
      const saved = saveResult(run, event, state);
      if (isShown(run)) {
        provenance.set(node, saved);
        setCurve(node, saved.curve ?? []);
      }
      const { ms, warnings, cut, shares } = saved;
      const own = event.cut?.key ?? key;
      patch({ status: 'done', ms, cached: event.cached, key: own, warnings, cut, shares });
      break;
    }
    case 'step-failed':
      patch({ status: 'failed', problem: event.problem, failedKey: key });
      break;
    case 'step-skipped':
      patch({ status: 'skipped', because: titleOf(event.because), failedKey: key });
  }
}

/** What came of a step, together with what was known of it. */
function saveResult(
  { plan, graph }: VariantRun,
  { step, ms, cached, cut, shares }: Extract<StepEvent<RgbaPicture>, { kind: 'step-done' }>,
  { picture, curve, warnings }: StepState,
): SavedResult {
  const key = cut?.key ?? plan.steps[step]?.key ?? '';
  const details = cached ? { warnings } : { ms, curve, warnings };
  const { profile } = plan;
  const result = { ...details, picture, graph, profile, shares, cut: cut?.where };
  savedResults.put(key, result);
  return savedResults.get(key) ?? result;
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
