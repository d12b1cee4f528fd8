import type { Ir } from '../ir.ts';
import { foldBatchNorm } from './fold-batch-norm.ts';
import { fuseActivation } from './fuse-activation.ts';
import { joinPools } from './join-pools.ts';
import { mergeSiblings } from './merge-siblings.ts';
import { prune } from './prune.ts';

/** All passes, in their order. The wanted layers keep their names and values. */
export function optimise(ir: Ir, wanted: readonly string[]): Ir {
  const pruned = joinPools(prune(ir, wanted), wanted);
  const fused = fuseActivation(foldBatchNorm(pruned, wanted), wanted);
  return mergeSiblings(fused);
}
