import {
  luminanceMask,
  type Mask,
  type Motion,
  maskToPicture,
  motionToPicture,
  type Picture,
} from '../../engine/index.ts';
import { type Catalog, findDefinition } from '../../graph/definition/definition.ts';
import type { PortKind } from '../../graph/definition/port.ts';
import { maxSeed } from '../../graph/params/seed.ts';
import type { Plan, Source, SourceConversion } from '../compile/plan.ts';

/** A value with its kind, which the definition of the node that made it says. */
export interface KnownValue {
  readonly kind: PortKind;
  readonly value: unknown;
}

/** The kind of value that an output gives. */
export function kindOf(
  { step, output }: Pick<Source, 'step' | 'output'>,
  plan: Plan,
  catalog: Catalog,
): PortKind {
  const planned = plan.steps[step];
  const port = planned && findDefinition(catalog, planned.type)?.outputs[output];
  const [kind] = port?.kinds ?? [];
  if (kind === undefined) throw new Error(`Step ${step} has no output "${output}".`);
  // Only pictures are handed in.
  if (planned?.given) return 'image';
  const source = port?.same === undefined ? undefined : [planned?.inputs[port.same]].flat()[0];
  if (!source) return kind;
  return source.as ?? kindOf(source, plan, catalog);
}

/** A picture, a mask in grey, or a motion in the colours of its wheel; undefined for other kinds. */
export function pictureOf({ kind, value }: KnownValue): Picture | undefined {
  if (kind === 'image') return value as Picture;
  if (kind === 'motion') return motionToPicture(value as Motion);
  return kind === 'mask' ? maskToPicture(value as Mask) : undefined;
}

/** Carries out a conversion that the plan asks for. */
export function convert(known: KnownValue, as: SourceConversion | undefined): KnownValue {
  switch (as) {
    case undefined:
      return known;
    case 'mask':
      return { kind: as, value: luminanceMask(known.value as Picture) };
    case 'seed':
      return { kind: as, value: seedFrom(known.value as number) };
  }
}

/** Rounds, and comes back to 0 after the largest seed, so that every number gives one. */
function seedFrom(number: number): number {
  const count = maxSeed + 1;
  const rounded = Math.round(number) % count;
  return rounded < 0 ? rounded + count : rounded + 0;
}
