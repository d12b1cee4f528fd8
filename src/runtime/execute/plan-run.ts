import type { Problem, Result } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition.ts';
import type { Kept, Outputs } from '../cache/value-cache.ts';
import type { Plan, PlanStep, Source } from '../compile/plan.ts';
import { createStepContext, type StepContext, type Surroundings } from './context.ts';
import type { RunReport, StepReport } from './events.ts';
import { keepWork } from './keep-work.ts';
import type { Machine } from './machine.ts';
import { findNeeds, type Need, sourcesOf } from './needs.ts';
import { runStep } from './run-step.ts';
import { asPicture } from './values.ts';

/** The state of one run: the values at hand, and what became of each step so far. */
export class PlanRun {
  /** Set when no further step can run. */
  breakdown: Problem | undefined;

  readonly #machine: Machine;
  readonly #plan: Plan;
  readonly #around: Surroundings;
  readonly #needs: readonly Need[];
  /** Values by step, until their last use. */
  readonly #live = new Map<number, Kept>();
  /** Failed or skipped step -> the node that is to blame. */
  readonly #failed = new Map<number, string>();
  readonly #reports: StepReport[] = [];

  constructor(machine: Machine, plan: Plan, around: Surroundings) {
    this.#machine = machine;
    this.#plan = plan;
    this.#around = around;
    this.#needs = findNeeds(plan, (step) => machine.cache.has(this.#keyOf(step)));
    // What will be read is held from the start, so that nothing made on the way can push it out.
    for (const step of plan.steps) {
      if (this.#needs[step.step] === 'read') this.#hold(step);
    }
  }

  get stepsToRun(): number {
    return this.#needs.filter((need) => need === 'run').length;
  }

  runs({ step }: PlanStep): boolean {
    return this.#needs[step] === 'run';
  }

  async visit(step: PlanStep): Promise<void> {
    switch (this.#needs[step.step]) {
      case 'read':
        this.#finish(step, 0, true);
        break;
      case 'run':
        await this.#run(step);
        break;
    }
    for (const gone of step.releases) this.#live.delete(gone);
  }

  report(ms: number): RunReport {
    const failed = this.#failed.size > 0 || this.breakdown !== undefined;
    const end = this.#around.signal.aborted ? 'cancelled' : failed ? 'failed' : 'done';
    const { seeds } = this.#plan;
    return { end, ms, profile: this.#machine.profile, steps: this.#reports, seeds };
  }

  reachedTargets() {
    return this.#plan.targets.flatMap((target) => {
      const kept = this.#live.get(target.step);
      return kept ? [{ ...target, outputs: kept.outputs }] : [];
    });
  }

  async #run(step: PlanStep): Promise<void> {
    const blame = sourcesOf(step)
      .map((source) => this.#failed.get(source.step))
      .find(Boolean);
    if (blame !== undefined) return this.#skip(step, blame);
    // Another node of the same key may have run a moment ago.
    if (this.#hold(step)) return this.#finish(step, 0, true);
    const { node, type, name } = step;
    const { signal, tell } = this.#around;
    tell({ kind: 'step-start', step: step.step, node, type, name });
    const started = performance.now();
    const once = keepWork(this.#machine.cache, step.workKey && this.#onHere(step.workKey));
    const context = createStepContext(step, this.#machine.host, this.#around, once);
    const result = await runStep(this.#machine, step, (source) => this.#read(source), context);
    const ms = performance.now() - started;
    if (!signal.aborted) this.#settle(step, result, ms, context);
  }

  #settle(step: PlanStep, result: Result<Outputs>, ms: number, context: StepContext): void {
    if (result.ok) {
      const objective = context.objective();
      const { warnings } = context;
      const kept = {
        outputs: result.value,
        ...(objective !== undefined && { objective }),
        ...(warnings.length > 0 && { warnings }),
      };
      this.#live.set(step.step, kept);
      this.#machine.cache.put(this.#keyOf(step), kept, ms);
      this.#finish(step, ms, false);
      return;
    }
    this.breakdown = this.#machine.breakdown?.();
    const problem = this.breakdown ?? result.problem;
    this.#failed.set(step.step, step.node);
    this.#note(step, { ms, cached: false, problem });
    this.#around.tell({ kind: 'step-failed', step: step.step, node: step.node, problem });
  }

  #finish(step: PlanStep, ms: number, cached: boolean): void {
    const { node } = step;
    const { outputs, objective, warnings = [] } = this.#live.get(step.step) as Kept;
    this.#note(step, {
      ms,
      cached,
      ...(objective !== undefined && { objective }),
      ...(warnings.length > 0 && { warnings }),
    });
    const shown = findDefinition(this.#machine.catalog, step.type)?.preview;
    const picture = shown && asPicture(outputs[shown]);
    const { tell } = this.#around;
    if (cached) {
      for (const problem of warnings) tell({ kind: 'warning', step: step.step, node, problem });
    }
    if (picture) tell({ kind: 'preview', step: step.step, node, final: true, picture });
    tell({ kind: 'step-done', step: step.step, node, ms, cached });
  }

  #skip(step: PlanStep, because: string): void {
    this.#failed.set(step.step, because);
    this.#note(step, { ms: 0, cached: false, skippedBecause: because });
    this.#around.tell({ kind: 'step-skipped', step: step.step, node: step.node, because });
  }

  #note(
    { step, node, type, name, key }: PlanStep,
    outcome: Omit<StepReport, 'step' | 'node' | 'type' | 'name' | 'key'>,
  ): void {
    this.#reports.push({ step, node, type, name, key, ...outcome });
  }

  #read({ step, output }: Source): unknown {
    const outputs = this.#live.get(step)?.outputs;
    if (!outputs || !(output in outputs)) {
      throw new Error(`Step ${step} has no value "${output}".`);
    }
    return outputs[output];
  }

  /** Takes a kept value over into the run. */
  #hold(step: PlanStep): boolean {
    const kept = this.#machine.cache.get(this.#keyOf(step));
    if (kept) this.#live.set(step.step, kept);
    return kept !== undefined;
  }

  /** On another backend than the plan was made for, values go under keys of their own. */
  #keyOf({ key }: PlanStep): string {
    return this.#onHere(key);
  }

  #onHere(key: string): string {
    const { profile } = this.#machine;
    return profile === this.#plan.profile ? key : `${key} on ${profile}`;
  }
}
