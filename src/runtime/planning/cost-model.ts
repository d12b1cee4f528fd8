import type { Catalog } from '../../graph/definition/definition.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { PlanStep } from '../compile/plan.ts';

/** Learns from reports how long steps take. */
export interface Costs {
  /** Milliseconds, from steps of the type so far; a guess before the first. */
  of(step: PlanStep): number;
  learn(report: { readonly steps: readonly TimedStep[] }): void;
}

/** What a run reports of a step. */
interface TimedStep {
  readonly type: string;
  readonly ms: number;
  readonly cached: boolean;
  readonly problem?: object;
  readonly skippedBecause?: string;
}

/** What matters is that an ascent outweighs everything else. */
const guess = { ascent: 20_000, other: 100 };

export function createCosts(catalog: Catalog): Costs {
  const known = new Map<string, number>();
  return {
    of: ({ type }) => {
      const isAscent = findDefinition(catalog, type)?.category === 'ascent';
      return known.get(type) ?? (isAscent ? guess.ascent : guess.other);
    },
    learn: ({ steps }) => {
      for (const { type, ms, cached, problem, skippedBecause } of steps) {
        if (cached || problem || skippedBecause !== undefined) continue;
        const before = known.get(type);
        known.set(type, before === undefined ? ms : (before + ms) / 2);
      }
    },
  };
}
