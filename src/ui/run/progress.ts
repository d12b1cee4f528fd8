import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { catalog } from '../../nodes/catalog.ts';
import {
  createCostModel,
  type Plan,
  type PlanStep,
  type Speeds,
  type StepEvent,
  stepsToRun,
} from '../../runtime/browser.ts';
import { guessDream, useBackends } from './backends.ts';

/** What this machine took for steps that were timed, kept in this browser. */
const useSpeeds = create<{ readonly speeds: Speeds }>()(
  persist(() => ({ speeds: {} }), {
    name: 'dreamgraph-speeds',
    storage: createJSONStorage(() => localStorage),
  }),
);

/** What steps cost, as far as they were timed in this browser. */
export const costs = createCostModel(catalog, {
  known: useSpeeds.getState().speeds,
  onLearn: (speeds) => useSpeeds.setState({ speeds }),
  guessDream: (profile) => guessDream(profile, useBackends.getState().trials),
});

export interface RunProgress {
  /** Of everything that is to be done, in [0, 1]. */
  readonly fraction: number;
  readonly msLeft?: number;
}

interface Part {
  /** Milliseconds it is expected to take. */
  weight: number;
  /** In [0, 1]. */
  done: number;
}

/** Share of a run after which its own speed says best how long the rest takes. */
const trusted = 0.2;

/** Of what is left, so much or more is as good as all of it. */
const nearlyAll = 0.9;

/**
 * Weighs the steps of all plans by the time such steps took before, and says how far the whole is.
 * What plans have in common, by its key, is done once and counts once.
 * @param cached keys of what need not be done.
 */
export function createProgress(
  plans: readonly Plan[],
  cached: ReadonlySet<string> = new Set(),
  now: () => number = () => performance.now(),
) {
  const parts = new Map(
    plans.flatMap((plan) =>
      stepsToRun(plan, cached).map((step) => [step.key, partOf(step, plan, cached)] as const),
    ),
  );
  const began = now();
  let last: RunProgress = { fraction: 0 };
  const expected = [...parts.values()].reduce((sum, { weight }) => sum + weight, 0);
  return {
    /** @returns undefined when the event says nothing of progress. */
    update(plan: Plan, event: StepEvent<unknown>): RunProgress | undefined {
      const step = plan.steps[event.step];
      const part = step && parts.get(step.key);
      if (!part || !advance(part, event)) return undefined;
      last = total();
      return last;
    },
    /**
     * What a step that is at work takes of the time that the whole run has left: all of it where
     * nothing to speak of comes after it.
     */
    msLeftOf(plan: Plan, step: number): number | undefined {
      const { msLeft } = last;
      const part = parts.get(plan.steps[step]?.key ?? '');
      if (msLeft === undefined || !part) return undefined;
      const share = shareOfRest(part, [...parts.values()]);
      return share > nearlyAll ? msLeft : msLeft * share;
    },
    /** How far one of the plans is, in [0, 1]. */
    shareOf: ({ steps }: Plan): number => {
      const own = new Set(steps.map(({ key }) => key));
      return shareOf([...own].flatMap((key) => parts.get(key) ?? []));
    },
  };

  function total(): RunProgress {
    const fraction = shareOf([...parts.values()]);
    const spent = now() - began;
    if (fraction === 1) return { fraction };
    // What was expected, until enough is done to tell better.
    const trust = Math.min(1, fraction / trusted);
    const measured = fraction > 0 ? spent / fraction : 0;
    const whole = (1 - trust) * Math.max(expected, spent) + trust * measured;
    return { fraction, msLeft: whole * (1 - fraction) };
  }
}

/** @returns false when the event says nothing of progress. */
function advance(part: Part, event: StepEvent<unknown>): boolean {
  switch (event.kind) {
    case 'progress':
      part.done = Math.max(part.done, event.fraction);
      return true;
    case 'step-done':
      // What came from a cache after all costs nothing, neither before nor behind.
      if (event.cached && part.done < 1) part.weight = 0;
      part.done = 1;
      return true;
    case 'step-failed':
    case 'step-skipped':
      part.done = 1;
      return true;
    default:
      return false;
  }
}

function partOf(step: PlanStep, plan: Plan, cached: ReadonlySet<string>): Part {
  return { weight: costs.expect(step, plan, cached), done: 0 };
}

/** What a part takes of the time that all of them have left, of which some are worked on at once. */
function shareOfRest(part: Part, all: readonly Part[]): number {
  const rest = all.reduce((sum, each) => sum + restOf(each), 0);
  const atOnce = all.filter(({ done }) => done > 0 && done < 1).length;
  return rest === 0 ? 1 : (restOf(part) * Math.max(1, atOnce)) / rest;
}

function restOf({ weight, done }: Part): number {
  return weight * (1 - done);
}

function shareOf(parts: readonly Part[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const done = parts.reduce((sum, part) => sum + part.weight * part.done, 0);
  return total === 0 ? 1 : done / total;
}
