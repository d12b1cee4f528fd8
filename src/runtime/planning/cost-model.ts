import { type Catalog, findDefinition } from '../../graph/definition/definition.ts';
import type { Plan, PlanStep, Source } from '../compile/plan.ts';

/** What steps cost in time: guessed at first, then learned from steps of the same type. */
export interface CostModel {
  /**
   * Milliseconds that the step will probably take.
   * @param held keys of what is cached: with its long work among them, only the rest of a step is left.
   */
  expect(step: PlanStep, plan: Plan, held?: ReadonlySet<string>): number;
  /** Whether the step dreams, which takes nearly all of a run's time. */
  isLong(step: PlanStep): boolean;
  /** Whether a step of its type has been timed. */
  isMeasured(step: PlanStep): boolean;
  /**
   * @param ms what the step took.
   * @param held keys of what was cached when it began.
   */
  learn(step: PlanStep, plan: Plan, ms: number, held?: ReadonlySet<string>): void;
}

/** Milliseconds: of a step that dreams for each unit of work, and of any other as a whole. */
const guess = { long: 2000, short: 150 };

export function createCostModel(catalog: Catalog): CostModel {
  /** Type -> what its last step took, in milliseconds for each unit of work. */
  const measured = new Map<string, number>();
  /** Type -> milliseconds of what is left of a step whose long work was cached. */
  const rests = new Map<string, number>();
  const isLong = ({ type }: PlanStep) => findDefinition(catalog, type)?.work !== undefined;
  return {
    expect: (step, plan, held) => {
      if (isRest(step, held)) return rests.get(step.type) ?? guess.short;
      const each = measured.get(step.type) ?? (isLong(step) ? guess.long : undefined);
      return each === undefined ? guess.short : each * workOf(step, plan, catalog);
    },
    isLong,
    isMeasured: ({ type }) => measured.has(type),
    learn: (step, plan, ms, held) => {
      if (isRest(step, held)) {
        rests.set(step.type, ms);
        return;
      }
      const work = workOf(step, plan, catalog);
      // Without gradient steps there is no time for one.
      if (work > 0) measured.set(step.type, Math.max(1, ms) / work);
    },
  };
}

function isRest({ memoKey }: PlanStep, held: ReadonlySet<string> | undefined): boolean {
  return memoKey !== undefined && held?.has(memoKey) === true;
}

/**
 * How much a step has to do against others of its type: gradient steps times the megapixels of all
 * octaves it sees, as far as the graph's values say before it runs.
 */
export function workOf(step: PlanStep, plan: Plan, catalog: Catalog): number {
  const steps = findDefinition(catalog, step.type)?.work?.(step.params) ?? 1;
  return steps * megapixels(step, plan, catalog);
}

function megapixels(step: PlanStep, plan: Plan, catalog: Catalog): number {
  const source = plan.steps[pictureSource(step)?.step ?? -1];
  const before = source ? megapixels(source, plan, catalog) : 1;
  return findDefinition(catalog, step.type)?.megapixels?.(step.params, before) ?? before;
}

/** The picture that is worked on, not one to learn from. */
function pictureSource({ inputs }: PlanStep): Source | undefined {
  return [inputs.image ?? inputs.octaves ?? Object.values(inputs)[0]].flat()[0];
}
