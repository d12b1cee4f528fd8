import { type ConvOperation, type Ir, type IrNode, isPointwise, prune } from '../ir.ts';
import { concatLastAxis, constantWeights } from '../weights.ts';
import { foldBatchNorm, fuseActivation, joinPools } from './absorb.ts';

type Conv = IrNode & ConvOperation;

/**
 * Merges 1x1 convolutions that read the same value and end in the same activation into one wide
 * convolution, followed by a slice for each. One large matrix product beats several small ones, and
 * backward their input gradients become one product over the joined cotangents.
 */
function mergeSiblings(ir: Ir): Ir {
  const groups = new Map<string, Conv[]>();
  for (const node of ir) {
    if (!isPointwise(node)) continue;
    const key = `${node.inputs[0]} ${JSON.stringify(node.activation)} ${node.bias !== null}`;
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  const merged = new Map<string, IrNode[]>();
  for (const group of groups.values()) {
    const [first, ...rest] = group;
    if (!first || rest.length === 0) continue;
    merged.set(first.name, mergeGroup(group, first));
    for (const { name } of rest) merged.set(name, []);
  }
  return ir.flatMap((node) => merged.get(node.name) ?? [node]);
}

function mergeGroup(group: readonly Conv[], first: Conv): IrNode[] {
  const wide: IrNode = {
    ...first,
    name: group.map(({ name }) => name).join('+'),
    filter: concatLastAxis(group.map(({ filter }) => filter)),
    bias: concatLastAxis(group.map(({ bias }) => bias ?? constantWeights([0], new Float32Array()))),
  };
  let begin = 0;
  const slices = group.map(({ name, filter }): IrNode => {
    const size = filter.shape[3] ?? 0;
    const slice: IrNode = { name, inputs: [wide.name], op: 'slice', begin, size };
    begin += size;
    return slice;
  });
  return [first.bias ? wide : { ...wide, bias: null }, ...slices];
}

/** All passes, in their order. The wanted layers keep their names and values. */
export function optimise(ir: Ir, wanted: readonly string[]): Ir {
  const pruned = joinPools(prune(ir, wanted), wanted);
  const fused = fuseActivation(foldBatchNorm(pruned, wanted), wanted);
  return mergeSiblings(fused);
}
