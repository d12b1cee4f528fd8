import { type Ir, type IrNode, isPointwise, linear, prune, usersOf } from '../../network/ir.ts';
import { foldBatchNorm, fuseActivation, joinPools } from '../../network/passes/absorb.ts';

/**
 * The passes for these kernels. Siblings are not merged: forward each convolution writes its own
 * place, and backward they are joined as they are laid out (lower/conv.ts).
 */
export function prepare(ir: Ir, wanted: readonly string[]): Ir {
  const pruned = joinPools(prune(ir, wanted), wanted);
  const fused = fuseActivation(foldBatchNorm(pruned, wanted), wanted);
  return commuteAveragePool(fused, wanted);
}

/**
 * Average pooling at stride 1 followed by a 1x1 convolution to fewer channels: the two commute,
 * both being linear and the pool an average, so the convolution goes first and the pool has less to
 * do. The convolution then also reads what its siblings read.
 */
function commuteAveragePool(ir: Ir, wanted: readonly string[]): Ir {
  const users = usersOf(ir);
  const pools = new Map(ir.map((node) => [node.name, node]));
  const gone = new Set<string>();
  const replacements = new Map<string, readonly IrNode[]>();
  for (const node of ir) {
    const pool = pools.get(node.inputs[0] ?? '');
    if (!pool || wanted.includes(pool.name) || users.get(pool.name)?.length !== 1) continue;
    const swapped = swap(pool, node);
    if (!swapped) continue;
    gone.add(pool.name);
    replacements.set(node.name, swapped);
  }
  return ir.flatMap((node) => (gone.has(node.name) ? [] : (replacements.get(node.name) ?? node)));
}

function swap(pool: IrNode, conv: IrNode): readonly IrNode[] | null {
  if (pool.op !== 'pool' || pool.kind !== 'average' || !isPointwise(conv)) return null;
  const [, , inputs = 0, outputs = 0] = conv.filter.shape;
  if (pool.countsPadding || outputs >= inputs) return null;
  if (pool.strides.some((step) => step !== 1)) return null;
  const { name, activation } = conv;
  const first: IrNode = { ...conv, name: `${name}, before its pool`, inputs: pool.inputs };
  const last: IrNode = { ...pool, name, inputs: [first.name] };
  if (activation.kind === 'linear') return [first, last];
  const bare: IrNode = { ...first, activation: linear } as IrNode;
  const pooled: IrNode = { ...last, name: `${name}, pooled` };
  return [bare, pooled, { name, inputs: [pooled.name], op: 'activation', activation }];
}
