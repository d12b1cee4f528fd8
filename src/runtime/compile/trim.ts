import { mapSources } from './node.ts';
import type { DraftStep, Plan, PlanDelay, PlanStep, PlanTarget, Source } from './plan.ts';

/** Leaves out steps that no target needs, numbers the rest, and says when values may go. */
export function trim(
  drafts: readonly DraftStep[],
  targets: readonly PlanTarget[],
  delays: readonly PlanDelay[],
  profile: string,
): Plan {
  const lastUse = findLastUses(drafts, [...targets, ...delays]);
  const numbers = new Map<number, number>();
  const releases: number[][] = [];
  for (const { step } of drafts) {
    if (lastUse.has(step.step)) numbers.set(step.step, numbers.size);
  }
  const renumber = (step: number) => numbers.get(step) as number;
  for (let i = 0; i < numbers.size; i++) releases.push([]);
  for (const [step, reader] of lastUse) {
    if (reader !== Infinity) releases[renumber(reader)]?.push(renumber(step));
  }
  const steps: PlanStep[] = [];
  const move = (source: Source): Source => ({ ...source, step: renumber(source.step) });
  for (const { step: draft } of drafts) {
    const step = numbers.get(draft.step);
    if (step === undefined) continue;
    const inputs = mapSources(draft.inputs, move);
    steps.push({ ...draft, step, inputs, releases: releases[step] ?? [] });
  }
  return {
    steps,
    targets: targets.map((target) => ({ ...target, step: renumber(target.step) })),
    delays: delays.map((delay) => ({ ...delay, step: renumber(delay.step) })),
    seeds: drafts.flatMap(({ step, seeds }) => (numbers.has(step.step) ? seeds : [])),
    profile,
  };
}

/** Needed step -> the last step that reads it; Infinity for those whose values are never released. */
function findLastUses(drafts: readonly DraftStep[], ends: readonly { readonly step: number }[]) {
  const lastUse = new Map<number, number>();
  for (const { step } of ends) lastUse.set(step, Infinity);
  for (const { step: draft } of drafts.toReversed()) {
    if (!lastUse.has(draft.step)) continue;
    mapSources(draft.inputs, ({ step }) => {
      if (!lastUse.has(step)) lastUse.set(step, draft.step);
    });
  }
  return lastUse;
}
