import { type Catalog, findDefinition } from '../../graph/definition/definition.ts';
import { isJsonObject, type Json } from '../../graph/document/json.ts';
import { unfinishedKey } from '../cache/value-cache.ts';
import type { Plan, PlanStep, Source } from '../compile/plan.ts';

/** What steps cost in time: guessed at first, then learned from steps of the same type. */
export interface CostModel {
  /**
   * Milliseconds that the step will probably take.
   * @param held keys of what is cached: with its long work among them, only the rest of a step is left.
   */
  expect(step: PlanStep, plan: Plan, held?: ReadonlySet<string>): number;
  /** Bytes that memory probably has to hold while it runs. */
  memory(step: PlanStep, plan: Plan): number;
  /** Whether the step dreams, which takes nearly all of a run's time. */
  isLong(step: PlanStep): boolean;
  /** Whether a step of its type has been timed. */
  isMeasured(step: PlanStep, plan: Plan): boolean;
  /**
   * @param ms what the step took.
   * @param held keys of what was cached when it began.
   */
  learn(step: PlanStep, plan: Plan, ms: number, held?: ReadonlySet<string>): void;
}

/**
 * Milliseconds for each unit of work: of a step that dreams, on one core with the SIMD kernels, and of
 * any other; and of one that takes no time to speak of, whatever its work.
 */
export const guessedMs = { long: 1000, short: 100, light: 1 };

/** A dream of so much work or more says by itself how fast this machine is; one of less, in part. */
const telling = 0.5;

/** Megapixels under which a step that does not dream takes as long as it does for none. */
const small = 1;

/** What was learned, to be kept from visit to visit: milliseconds for each unit of work. */
export type Speeds = Readonly<Record<string, number>>;

export interface CostModelOptions {
  /** What an earlier model has learned on this machine. */
  readonly known?: Speeds;
  readonly onLearn?: (speeds: Speeds) => void;
  /** Milliseconds for each unit of dreaming, before any was timed with this arithmetic. */
  readonly guessDream?: (profile: string) => number;
}

/** Speeds that are kept: each network on each backend has one. */
const mostSpeeds = 100;

/**
 * A step that dreams goes by the last one with the same objective; then by one on the same network,
 * as far as the plan says; then by any. All of them on the same backend.
 */
export function createCostModel(
  catalog: Catalog,
  { known = {}, onLearn = () => {}, guessDream = () => guessedMs.long }: CostModelOptions = {},
): CostModel {
  const speeds = learnSpeeds(known, onLearn);
  /** Type -> milliseconds of what is left of a step whose long work was cached. */
  const rests = new Map<string, number>();
  const isLong = ({ type }: PlanStep) => findDefinition(catalog, type)?.work !== undefined;
  return {
    expect: (step, plan, held) => {
      if (isRest(step, held)) return rests.get(step.type) ?? guessedMs.short;
      if (findDefinition(catalog, step.type)?.light) return guessedMs.light;
      const names = kindsOf(step, plan);
      const work = workOf(step, plan, catalog);
      if (isLong(step)) return work * (speeds.find(names) ?? guessDream(plan.profile));
      const atOnce = speeds.find(names.map(atOnceOf)) ?? 0;
      return atOnce + work * (speeds.find(names) ?? guessedMs.short);
    },
    memory: (step, plan) => memoryOf(step, plan, catalog),
    isLong,
    isMeasured: (step, plan) => speeds.find(kindsOf(step, plan)) !== undefined,
    learn: (step, plan, ms, held) => {
      if (isRest(step, held)) {
        rests.set(step.type, ms);
        return;
      }
      // Some of the work was there.
      if (held?.has(unfinishedKey(step.memoKey ?? ''))) return;
      const work = workOf(step, plan, catalog);
      // Without gradient steps there is no time for one.
      if (work === 0) return;
      const names = kindsOf(step, plan);
      if (isLong(step)) {
        const rest = Math.max(0, telling - work);
        speeds.learn(names, (ms + rest * guessDream(plan.profile)) / (work + rest));
      } else if (work < small) speeds.learn(names.map(atOnceOf), ms);
      else speeds.learn(names, ms / work);
    },
  };
}

function learnSpeeds(known: Speeds, onLearn: (speeds: Speeds) => void) {
  const measured = new Map<string, number>(Object.entries(known));
  return {
    /** Of the first of these that is known. */
    find: (names: readonly string[]) =>
      names.map((name) => measured.get(name)).find((speed) => speed !== undefined),
    learn(names: readonly string[], speed: number): void {
      for (const name of names) {
        measured.delete(name);
        measured.set(name, Math.max(speed, 0.01));
      }
      const newest = [...measured].slice(-mostSpeeds);
      onLearn(Object.fromEntries(newest));
    },
  };
}

/** What a step takes whatever the size of its picture, such as to read a file. */
function atOnceOf(name: string): string {
  return `${name}, at once`;
}

function isRest({ memoKey }: PlanStep, held: ReadonlySet<string> | undefined): boolean {
  return memoKey !== undefined && held?.has(memoKey) === true;
}

/** Names of steps that take as long for the same work, the most alike first. */
function kindsOf(step: PlanStep, plan: Plan): readonly string[] {
  const looks = looksOf(step, plan);
  const any = `${step.type} on ${plan.profile}`;
  return looks.length > 0 ? [`${any}: ${[...new Set(looks)].sort().join(' ')}`, any] : [any];
}

/** The networks and layers that a step goes by. */
function looksOf({ params, inputs }: PlanStep, plan: Plan): readonly string[] {
  const makersOf = (...names: readonly string[]) =>
    names.flatMap((name) => inputs[name] ?? []).flatMap(({ step }) => plan.steps[step] ?? []);
  const networks = makersOf('network').map(({ key }) => key);
  const before = makersOf(...objectiveInputs).flatMap((maker) => looksOf(maker, plan));
  return [...networks, ...layersIn(params.layer), ...layersIn(params.layers), ...before];
}

/** Inputs through which objectives come. */
const objectiveInputs = ['objective', 'objectives', 'dream'];

function layersIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => (isJsonObject(entry) ? layersIn(entry.layer) : []));
}

/**
 * How much a step has to do against others of its type, as far as the graph's values say before it
 * runs: what a network has to look at for one that dreams, else the megapixels of its picture.
 */
export function workOf(step: PlanStep, plan: Plan, catalog: Catalog): number {
  const octaves = octavesOf(step, plan, catalog);
  const work = findDefinition(catalog, step.type)?.work;
  return work ? work(step.params, octaves, termsOf(step, plan)) : sum(octaves);
}

/** Megapixels of the picture that the step gives, as far as the graph's values say. */
export function megapixelsOf(step: PlanStep, plan: Plan, catalog: Catalog): number {
  return Math.max(...octavesOf(step, plan, catalog));
}

/** Megapixels that the step works on and gives, of each octave. */
function octavesOf(step: PlanStep, plan: Plan, catalog: Catalog): readonly number[] {
  if (step.given) return [step.given.megapixels ?? 1];
  const source = plan.steps[pictureSource(step)?.step ?? -1];
  const before = source ? octavesOf(source, plan, catalog) : [1];
  const given = findDefinition(catalog, step.type)?.megapixels?.(step.params, Math.max(...before));
  return given === undefined ? before : [given].flat();
}

/** How many terms the objective of a step probably has: one for each layer that is named. */
function termsOf(step: PlanStep, plan: Plan): number {
  const { layers } = step.params;
  const own = Array.isArray(layers) ? layers.length : 0;
  const sources = objectiveInputs.flatMap((name) => step.inputs[name] ?? []);
  const before = sources.map((source) => plan.steps[source.step]);
  return own + sum(before.map((maker) => (maker ? Math.max(1, termsOf(maker, plan)) : 0)));
}

/**
 * Bytes for each pixel of the largest picture, of which a step holds a dozen, and of what a network
 * looks at in one piece; and bytes that are taken without any.
 */
const memory = { picture: 150, network: 450, base: 3e8 };

/** Bytes that the computer's memory probably has to hold while the step runs. */
function memoryOf(step: PlanStep, plan: Plan, catalog: Catalog): number {
  const pixels = 1e6 * megapixelsOf(step, plan, catalog);
  const dreams = findDefinition(catalog, step.type)?.work !== undefined;
  const seen = dreams ? Math.min(pixels, largestWindow) : 0;
  const picture = dreams ? memory.picture : memory.picture / 3;
  return memory.base + picture * pixels + memory.network * seen;
}

/** Pixels that a network looks at in one piece at most, or a little more. */
const largestWindow = 1.2e6;

/** What a run probably takes. */
export interface Estimate {
  readonly seconds: number;
  /** Of memory, at its peak. */
  readonly bytes: number;
}

/** @param steps that are to be run; `stepsToRun` says which. */
export function estimate(
  steps: readonly PlanStep[],
  plan: Plan,
  costs: CostModel,
  held: ReadonlySet<string> = new Set(),
): Estimate {
  const seconds = sum(steps.map((step) => costs.expect(step, plan, held))) / 1000;
  return { seconds, bytes: Math.max(0, ...steps.map((step) => costs.memory(step, plan))) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The picture that is worked on, not one to learn from. */
function pictureSource({ inputs }: PlanStep): Source | undefined {
  return [inputs.image ?? inputs.octaves ?? Object.values(inputs)[0]].flat()[0];
}
