import { catalog } from '../../nodes/catalog.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import { createCostModel, type Plan } from '../../runtime/node.ts';
import type { Options } from '../options/options.ts';
import { defaultStem, photoStem } from '../output/output-paths.ts';
import type { Job } from '../plan/plan-batch.ts';
import type { Photo } from './find-photos.ts';
import type { NameWords } from './name-pattern.ts';

/**
 * What names are made of.
 * @param graph the name that the graph itself gives its picture.
 * @param job null: of the contact sheet, which stands for all of them.
 */
export function nameWords(
  { path, folder }: Photo,
  { preset }: Pick<Options, 'preset'>,
  graph: string,
  job: Job | null,
): NameWords {
  return {
    photo: photoName(path, preset, graph),
    folder,
    preset: preset ?? 'dream',
    layer: job ? layersOf(job.plan) : '',
    seed: job ? seedOf(job.plan) : '',
    variant: job?.variant?.name ?? '',
  };
}

/** Of what has no name of its own, that of the preset or graph. */
export function photoName(path: string | null, preset: string | null, graph: string): string {
  if (path === null) return defaultStem(graph, { photo: null, preset });
  if (path === '-') return 'standard-input';
  return photoStem(path);
}

function layersOf({ steps }: Plan): string {
  const names = steps.flatMap(({ type, params }) => {
    if (type !== layerObjective.type) return [];
    const layers = layerObjective.params.layers.validate(params.layers);
    return layers.ok ? layers.value.map(({ layer }) => layer) : [];
  });
  return [...new Set(names)].join('+');
}

/** That of the dream; without one, the first there is. */
function seedOf({ steps, seeds }: Plan): string {
  const dreaming = steps.find(createCostModel(catalog).isLong);
  const seed = dreaming?.params.seed ?? seeds[0]?.seed;
  return typeof seed === 'number' ? String(seed) : '';
}
