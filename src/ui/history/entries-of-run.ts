import { findDefinition } from '../../graph/definition/definition.ts';
import type { Json } from '../../graph/document/json.ts';
import { isJsonObject } from '../../graph/document/json.ts';
import { catalog } from '../../nodes/catalog.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { loadNetwork } from '../../nodes/load-network/definition.ts';
import type { PlanStep, RgbaPicture } from '../../runtime/browser.ts';
import type { FinishedRun } from '../run/run-events.ts';
import type { HistoryEntry } from './history-entry.ts';

export interface RunPicture {
  readonly entry: Omit<HistoryEntry, 'bytes'>;
  readonly pixels: RgbaPicture;
}

/** What the history stores of a run: every picture that it was for and that a network had a part in. */
export function entriesOfRun(run: FinishedRun, made = Date.now()): readonly RunPicture[] {
  const { plan, result } = run;
  const variant = run.graph.variants.find(({ id }) => id === run.variant)?.name;
  return result.pictures.flatMap(({ node, step, picture }) => {
    const shown = run.graph.nodes.find(({ id }) => id === node);
    const source = plan.steps[step];
    const definition = shown && findDefinition(catalog, shown.type);
    if (!source || !definition) return [];
    const steps = upstream(plan.steps, step);
    if (!definition.end && !steps.some(({ type }) => type === loadNetwork.type)) return [];
    const { width, height } = picture;
    const report = result.report.steps.find((made) => made.step === step);
    const objective = objectiveOf(run, steps);
    const entry = {
      id: crypto.randomUUID(),
      made,
      // What was cut short is not what the plan's key stands for.
      key: report?.key ?? source.key,
      name: run.graph.name,
      ...(variant !== undefined && { variant }),
      node: shown?.label || definition.title,
      nodes: unique(steps.map(({ name }) => name)),
      layers: unique(steps.flatMap(layersOf)),
      seeds: unique(seedsOf(run, steps)),
      strengths: unique(steps.flatMap(strengthsOf)),
      photos: unique(steps.flatMap(photosOf)),
      profile: plan.profile,
      ms: result.report.ms,
      ...(objective !== undefined && { objective }),
      ...(report?.cut && { cut: report.cut }),
      width,
      height,
      starred: false,
    };
    return { entry, pixels: picture };
  });
}

/** The step and all that it reads from, in the plan's order. */
function upstream(steps: readonly PlanStep[], last: number): readonly PlanStep[] {
  const wanted = new Set([last]);
  for (const { step, inputs } of [...steps].reverse()) {
    if (!wanted.has(step)) continue;
    for (const source of Object.values(inputs).flat()) wanted.add(source.step);
  }
  return steps.filter(({ step }) => wanted.has(step));
}

function layersOf({ type, params }: PlanStep): readonly string[] {
  const specs = Object.entries(findDefinition(catalog, type)?.params ?? {});
  return specs.flatMap(([key, { type: kind }]) => {
    const value = params[key];
    if (kind === 'layer' && typeof value === 'string') return value;
    return kind === 'layers' && Array.isArray(value) ? value.flatMap(layerName) : [];
  });
}

function layerName(value: Json): readonly string[] {
  return isJsonObject(value) && typeof value.layer === 'string' ? [value.layer] : [];
}

function seedsOf({ plan }: FinishedRun, steps: readonly PlanStep[]): readonly number[] {
  const nodes = new Set(steps.map(({ node }) => node));
  return plan.seeds.filter(({ node }) => nodes.has(node)).map(({ seed }) => seed);
}

function strengthsOf({ params: { strength } }: PlanStep): readonly number[] {
  return typeof strength === 'number' && strength !== 1 ? [strength] : [];
}

/** As the node calls them: "IMG_2031.jpg", or the title of one that comes with the app. */
function photosOf({ type, params }: PlanStep): readonly string[] {
  if (type !== loadImage.type) return [];
  const file = loadImage.params.file.validate(params.file);
  return file.ok && file.value.from !== 'nothing' ? [loadImage.params.file.words(file.value)] : [];
}

/** What the last ascent came to; unknown when the run found it made already. */
function objectiveOf({ result }: FinishedRun, steps: readonly PlanStep[]): number | undefined {
  const numbers = new Set(steps.map(({ step }) => step));
  const own = result.report.steps.filter(({ step }) => numbers.has(step));
  return own.findLast(({ objective }) => objective !== undefined)?.objective;
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
