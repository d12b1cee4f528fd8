import { macrotask } from '../../common/macrotask.ts';
import type { Problem, Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { CutShort } from '../../nodes/_run/node-run.ts';
import type { CachedValue, Outputs } from '../cache/value-cache.ts';
import type { Plan, PlanStep, Source } from '../compile/plan.ts';
import { findNeeds, type Need, sourcesOf } from '../planning/needs.ts';
import { createPreviewGate, createStepContext, type RunEnv, type StepContext } from './context.ts';
import type { CutValue, RunEventData, RunReport, StepReport } from './events.ts';
import type { ExecuteOptions, Execution, ExecutorDeps, ReachedTarget } from './executor-types.ts';
import { runStep } from './run-step.ts';
import { type KnownValue, kindOf, pictureOf } from './values.ts';

/**
 * Runs what a plan needs that is not cached. One step after another; a failed step fails
 * those that read it, and the others go on. After an abort nothing more is cached: what a cancelled
 * step gives back is not what its key promises. Neither is what was cut short and all that is made of
 * it: such values live in this run only. Never rejects.
 */
export async function execute(
  deps: ExecutorDeps,
  plan: Plan,
  options: ExecuteOptions,
): Promise<Execution> {
  const { run, signal, keep, onEvent, onAscent, given = new Map() } = options;
  for (const key of options.forget ?? []) deps.cache.drop(key);
  let seq = 0;
  const emit = (data: RunEventData<Picture>) => onEvent({ run, seq: seq++, ...data });
  const gate = createPreviewGate(options.isWanted);
  const planRun = new PlanRun(deps, plan, {
    ...{ gate, signal, emit, given },
    ...(keep && { keep }),
    ...(onAscent && { onAscent }),
  });
  const started = performance.now();
  emit({ kind: 'start', steps: planRun.stepsToRun });
  for (const step of plan.steps) {
    // Lets a cancellation in, which arrives as a message.
    if (planRun.runs(step)) await macrotask();
    if (signal.aborted || planRun.breakdown) break;
    await planRun.visit(step);
  }
  const report = planRun.report(performance.now() - started);
  emit({ kind: report.end, report });
  return { report, targets: planRun.reachedTargets(), delays: planRun.reachedDelays() };
}

/** The state of one run: the values at hand, and what became of each step so far. */
class PlanRun {
  /** Set when no further step can run. */
  breakdown: Problem | undefined;

  readonly #deps: ExecutorDeps;
  readonly #plan: Plan;
  readonly #env: RunEnv;
  readonly #needs: readonly Need[];
  /** Values by step, until their last use. */
  readonly #live = new Map<number, LiveValue>();
  /** Values that were cut short, by the key of what they would have become. */
  readonly #cut = new Map<string, LiveValue>();
  /** Failed or skipped step -> the node that is to blame. */
  readonly #failed = new Map<number, string>();
  readonly #reports: StepReport[] = [];

  constructor(deps: ExecutorDeps, plan: Plan, env: RunEnv) {
    this.#deps = deps;
    this.#plan = plan;
    this.#env = env;
    this.#needs = findNeeds(plan, (step) => deps.cache.has(this.#keyHere(step.key)));
    // What will be read is held from the start, so that nothing made on the way can push it out.
    for (const step of plan.steps) {
      if (this.#needs[step.step] === 'read') this.#takeFromCache(step);
    }
  }

  get stepsToRun(): number {
    return this.#needs.filter((need) => need === 'run').length;
  }

  runs({ step }: PlanStep): boolean {
    return this.#needs[step] === 'run';
  }

  async visit(step: PlanStep): Promise<void> {
    const need = this.#needs[step.step];
    if (need === 'read' && !this.#live.has(step.step)) this.#fail(step, 0, notGiven(step));
    else if (need === 'read') this.#finish(step, 0, true);
    if (need === 'run') await this.#run(step);
    for (const gone of step.releases) this.#live.delete(gone);
  }

  report(ms: number): RunReport {
    const failed = this.#failed.size > 0 || this.breakdown !== undefined;
    const end = this.#env.signal.aborted ? 'cancelled' : failed ? 'failed' : 'done';
    const { seeds } = this.#plan;
    const cut = this.#reports.find((step) => step.cut)?.cut;
    const { profile } = this.#deps;
    return { end, ms, profile, ...(cut && { cut }), steps: this.#reports, seeds };
  }

  reachedTargets(): readonly ReachedTarget[] {
    return this.#plan.targets.flatMap((target) => {
      const outputs = this.#live.get(target.step)?.outputs;
      const picture = outputs && this.#pictureOf(target.step, target.output);
      return outputs ? [{ ...target, outputs, picture }] : [];
    });
  }

  /** Without what is not what its key says: cut short, or made on another backend than planned. */
  reachedDelays(): ReadonlyMap<string, Picture> {
    const reached = new Map<string, Picture>();
    if (this.#deps.profile !== this.#plan.profile) return reached;
    for (const { key, step, output } of this.#plan.delays) {
      const value = this.#live.get(step);
      if (value && !value.cut) reached.set(key, value.outputs[output] as Picture);
    }
    return reached;
  }

  async #run(step: PlanStep): Promise<void> {
    const blame = sourcesOf(step)
      .map((source) => this.#failed.get(source.step))
      .find(Boolean);
    if (blame !== undefined) return this.#skip(step, blame);
    // Another node of the same key may have run a moment ago.
    if (this.#takeFromCache(step)) return this.#finish(step, 0, true);
    const { node, type, name } = step;
    const { signal, emit } = this.#env;
    emit({ kind: 'step-start', step: step.step, node, type, name });
    const started = performance.now();
    const { cache, unfinished: kept } = this.#deps;
    const memo = { cache, kept, key: step.memoKey && this.#keyHere(step.memoKey) };
    const context = createStepContext(step, this.#deps.services, this.#env, memo);
    const result = await runStep(this.#deps, step, (source) => this.#valueOf(source), context);
    const ms = performance.now() - started;
    if (!signal.aborted) this.#settle(step, result, ms, context);
  }

  #settle(step: PlanStep, result: Result<Outputs>, ms: number, context: StepContext): void {
    if (result.ok) {
      const value = { outputs: result.value, ...context.remarks() };
      this.#keep(step, value, context.cut() ?? this.#cutUpstream(step), ms);
      this.#finish(step, ms, false);
      return;
    }
    this.breakdown = this.#deps.breakdown?.();
    this.#fail(step, ms, this.breakdown ?? result.problem);
  }

  #fail(step: PlanStep, ms: number, problem: Problem): void {
    this.#failed.set(step.step, step.node);
    this.#addReport(step, { ms, cached: false, problem });
    this.#env.emit({ kind: 'step-failed', step: step.step, node: step.node, problem });
  }

  /** For the steps after it; for later runs too unless it was cut short. */
  #keep(step: PlanStep, value: CachedValue, where: CutShort | undefined, ms: number): void {
    if (!where) {
      this.#live.set(step.step, value);
      this.#deps.cache.put(this.#keyHere(step.key), value, ms);
      return;
    }
    const cut = { where, key: `cut short ${crypto.randomUUID()}` };
    this.#live.set(step.step, { ...value, cut });
    this.#cut.set(step.key, { ...value, cut });
  }

  #cutUpstream(step: PlanStep): CutShort | undefined {
    const sources = sourcesOf(step).map((source) => this.#live.get(source.step)?.cut?.where);
    return sources.find(Boolean);
  }

  #finish(step: PlanStep, ms: number, cached: boolean): void {
    const { node } = step;
    const { outputs, cut, ...remarks } = this.#live.get(step.step) as LiveValue;
    const { warnings = [], shares } = remarks;
    const ownKey = cut && { key: cut.key, cut: cut.where };
    this.#addReport(step, { ms, cached, ...ownKey, ...remarks });
    const shown = findDefinition(this.#deps.catalog, step.type)?.preview;
    const picture = step.quiet ? undefined : this.#pictureOf(step.step, shown);
    const { emit } = this.#env;
    if (cached) {
      for (const problem of warnings) emit({ kind: 'warning', step: step.step, node, problem });
    }
    if (picture) emit({ kind: 'preview', step: step.step, node, final: true, picture });
    const marks = { ...(cut && { cut }), ...(shares && { shares }) };
    emit({ kind: 'step-done', step: step.step, node, ms, cached, ...marks });
  }

  #skip(step: PlanStep, because: string): void {
    this.#failed.set(step.step, because);
    this.#addReport(step, { ms: 0, cached: false, skippedBecause: because });
    this.#env.emit({ kind: 'step-skipped', step: step.step, node: step.node, because });
  }

  #addReport(
    { step, node, type, name, key }: PlanStep,
    outcome: Omit<StepReport, 'step' | 'node' | 'type' | 'name' | 'key'> & { key?: string },
  ): void {
    this.#reports.push({ step, node, type, name, key, ...outcome });
  }

  #valueOf(source: Pick<Source, 'step' | 'output'>): KnownValue {
    const { step, output } = source;
    const outputs = this.#live.get(step)?.outputs;
    if (!outputs || !Object.hasOwn(outputs, output)) {
      throw new Error(`Step ${step} has no value "${output}".`);
    }
    return { kind: kindOf(source, this.#plan, this.#deps.catalog), value: outputs[output] };
  }

  #pictureOf(step: number, output: string | undefined): Picture | undefined {
    return output === undefined ? undefined : pictureOf(this.#valueOf({ step, output }));
  }

  /** Takes a cached value over into the run, or one that is given. */
  #takeFromCache(step: PlanStep): boolean {
    const picture = step.given && this.#env.given.get(step.key);
    if (picture) {
      const { outputs } = findDefinition(this.#deps.catalog, step.type) ?? { outputs: {} };
      const names = Object.keys(outputs).map((output) => [output, picture]);
      this.#live.set(step.step, { outputs: Object.fromEntries(names) });
      return true;
    }
    const value = this.#cut.get(step.key) ?? this.#deps.cache.get(this.#keyHere(step.key));
    if (value) this.#live.set(step.step, value);
    return value !== undefined;
  }

  /** On another backend than the plan was made for, values go under keys of their own. */
  #keyHere(key: string): string {
    const { profile } = this.#deps;
    return profile === this.#plan.profile ? key : `${key} on ${profile}`;
  }
}

/** A value in a run. */
interface LiveValue extends CachedValue {
  readonly cut?: CutValue;
}

function notGiven({ name }: PlanStep): Problem {
  return {
    code: 'no-frame-before',
    message: `${name} has not got the picture of the frame before.`,
    remedy: 'Render the film from its first frame, or from one that is there.',
  };
}
