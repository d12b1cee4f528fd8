import type { FileReference } from '../../graph/params/file.ts';
import { catalog } from '../../nodes/catalog.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import type { Plan } from '../compile/plan.ts';
import { createCostModel } from '../planning/cost-model.ts';
import { type NameWords, stemOf } from './name-pattern.ts';

/** What names say of the dream itself. */
export function wordsOfPlan(plan: Plan): Pick<NameWords, 'layer' | 'seed'> {
  return { layer: layersOf(plan), seed: seedOf(plan) };
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

/** What names say of a photo that a graph names. The folders above a full path concern nobody. */
export function wordsOfPhoto(reference: FileReference): Pick<NameWords, 'photo' | 'folder'> {
  const path = pathOf(reference).replaceAll('\\', '/');
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  const isBelow = !/^(\/|[a-z]:)/i.test(path) && !parts.includes('..');
  const folders = parts.filter((part) => part !== '.' && part !== '');
  return { photo: stemOf(file) || 'photo', folder: isBelow ? folders.join('/') : '' };
}

function pathOf(reference: FileReference): string {
  switch (reference.from) {
    case 'nothing':
      return '';
    case 'bundled':
    case 'file':
      return reference.name;
    case 'data':
      return reference.name ?? 'pasted-picture';
    case 'url':
      return reference.url.replace(/[?#].*$/, '').replace(/^.*\//, '');
  }
}
