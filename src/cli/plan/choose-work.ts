import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { findNode } from '../../graph/addressing/find-node.ts';
import type { Document, Variant } from '../../graph/document/document.ts';
import { type SweepAxis, sweepVariants } from '../../graph/document/sweep.ts';
import { findVariant, withVariant } from '../../graph/document/variants.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { Options } from '../options/options.ts';
import { readSweeps } from './read-sweeps.ts';

/** Which graph to run, with which variants and targets. */
export interface Work {
  readonly base: Document;
  /** The base with the variants added. */
  readonly varied: Document;
  /** Empty: the graph as it is. */
  readonly variants: readonly Variant[];
  readonly axes: readonly SweepAxis[];
  /** Whether the pictures belong on one sheet. */
  readonly series: boolean;
  /** Ids of nodes to run to; null: the outputs. */
  readonly targets: readonly string[] | null;
}

/** Reads `--variant`, `--sweep` and `--to`, without running anything. */
export function chooseWork(document: Document, { variant, sweeps, to }: Options): Result<Work> {
  const targets = chooseTargets(document, to);
  if (!targets.ok) return targets;
  const plain: Work = {
    base: document,
    varied: document,
    variants: [],
    axes: [],
    series: false,
    targets: targets.value,
  };
  if (variant === 'all') {
    if (sweeps.length > 0) return fail(noSweepOfAll);
    if (document.variants.length === 0) return fail(noVariants);
    return ok({ ...plain, variants: document.variants, series: true });
  }
  const found = variant === null ? null : findVariant(document, variant);
  if (found && !found.ok) return found;
  if (sweeps.length === 0) return ok({ ...plain, variants: found ? [found.value] : [] });
  const base = found ? withVariant(document, found.value) : document;
  const axes = readSweeps(base, sweeps);
  if (!axes.ok) return axes;
  const variants = sweepVariants(base, axes.value);
  const varied = { ...base, variants: [...base.variants, ...variants] };
  return ok({ ...plain, base, varied, variants, axes: axes.value, series: true });
}

function chooseTargets(document: Document, to: string | null): Result<readonly string[] | null> {
  if (to === null) return ok(null);
  const node = findNode(document, catalog, to);
  return node.ok ? ok([node.value.id]) : node;
}

const noVariants: Problem = {
  code: 'unknown-variant',
  message: 'The graph has no variants.',
  remedy: 'Leave --variant out, or use --sweep.',
};
const noSweepOfAll: Problem = {
  code: 'usage',
  message: 'A sweep starts from one variant, not from all.',
  remedy: 'Name one with --variant, or leave it out.',
};
