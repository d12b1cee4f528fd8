import type { Weights } from '../../ir.ts';
import type { Layers } from '../keras/topology.ts';
import type { WeightStore } from '../keras/weight-store.ts';

/**
 * Weights as Keras 3 saves them (keras/src/saving/saving_lib.py): each layer's in `layers/<class>`,
 * the class in snake case and numbered where it comes again, models inside in the same way, and in
 * it `vars/0`, `vars/1`, … in the order in which the layer has made them. Keras 2.10 to 2.12 called
 * the folder of layers otherwise.
 */
export function byNumber(model: Layers, numbers: ReadonlyMap<string, Weights>): WeightStore {
  const folders = new Map<string, { readonly path: string; readonly names: readonly string[] }>();
  addFolders(model, '', numbers, folders);
  return (layer, weight) => {
    const folder = folders.get(layer);
    const place = folder?.names.indexOf(weight) ?? -1;
    return folder && place >= 0 ? (numbers.get(`${folder.path}/vars/${place}`) ?? null) : null;
  };
}

function addFolders(
  { layers }: Layers,
  path: string,
  numbers: ReadonlyMap<string, Weights>,
  folders: Map<string, { readonly path: string; readonly names: readonly string[] }>,
): void {
  const keys = [...numbers.keys()];
  const beginsWith = (start: string) => keys.some((key) => key.startsWith(start));
  const containers = ['layers', '_layer_checkpoint_dependencies'].map((name) => `${path}${name}`);
  const container = containers.find((name) => beginsWith(`${name}/`)) ?? `${path}layers`;
  const counts = new Map<string, number>();
  for (const { name, className, config, inside } of layers) {
    const plain = snakeCase(className);
    const count = counts.get(plain) ?? 0;
    counts.set(plain, count + 1);
    const folder = `${container}/${count === 0 ? plain : `${plain}_${count}`}`;
    if (inside) addFolders(inside, `${folder}/`, numbers, folders);
    else folders.set(name, { path: folder, names: weightNames(className, config) });
  }
}

/** As keras/src/utils/naming.py does. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The weights of a class of layers in the order in which it makes them. */
function weightNames(
  className: string,
  { scale, center }: Readonly<Record<string, unknown>>,
): readonly string[] {
  const gains = [...(scale === false ? [] : ['gamma']), ...(center === false ? [] : ['beta'])];
  switch (className) {
    case 'SeparableConv2D':
      return ['depthwise_kernel', 'pointwise_kernel', 'bias'];
    case 'BatchNormalization':
      return [...gains, 'moving_mean', 'moving_variance'];
    case 'LayerNormalization':
    case 'GroupNormalization':
      return gains;
    case 'Normalization':
      return ['mean', 'variance', 'count'];
    case 'PReLU':
      return ['alpha'];
    default:
      return ['kernel', 'bias'];
  }
}
