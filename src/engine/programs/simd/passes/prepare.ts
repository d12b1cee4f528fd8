import type { Ir } from '../../../network/ir.ts';
import { foldBatchNorm } from '../../../network/passes/fold-batch-norm.ts';
import { fuseActivation } from '../../../network/passes/fuse-activation.ts';
import { joinPools } from '../../../network/passes/join-pools.ts';
import { prune } from '../../../network/passes/prune.ts';
import { commuteAveragePool } from './commute-average-pool.ts';

/**
 * The passes for these kernels. Siblings are not merged: forward each convolution writes its own
 * place, and backward they are joined as they are laid out (lower/conv.ts).
 */
export function prepare(ir: Ir, wanted: readonly string[]): Ir {
  const pruned = joinPools(prune(ir, wanted), wanted);
  const fused = fuseActivation(foldBatchNorm(pruned, wanted), wanted);
  return commuteAveragePool(fused, wanted);
}
