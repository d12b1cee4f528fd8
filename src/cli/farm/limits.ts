import { fail, ok, type Result } from '../../common/result.ts';
import { catalog } from '../../nodes/catalog.ts';
import { createCostModel, megapixelsOf, type Plan } from '../../runtime/node.ts';

/** What a machine does for graphs of strangers, and no more. */
export interface Limits {
  /** Of the largest picture. */
  readonly megapixels: number;
  /** That a run may take, as guessed before; one that takes twice as long is ended. */
  readonly minutes: number;
  /** Whether pictures and networks may come from addresses. */
  readonly addresses: boolean;
}

export const usualLimits: Limits = { megapixels: 100, minutes: 240, addresses: false };

/** Before anything is computed. Problem: `over-limit`. */
export function checkLimits(plan: Plan, { megapixels, minutes }: Limits): Result<void> {
  const costs = createCostModel(catalog);
  let milliseconds = 0;
  for (const step of plan.steps) {
    const size = megapixelsOf(step, plan, catalog);
    // A comparison with what is not a number is false, and must not let a step pass.
    if (!(size <= megapixels)) {
      return refuse(
        `${step.name} asks for a picture of ${inWords(size)} megapixels; this machine takes ${megapixels}.`,
        'Make it smaller, or start the machine with a larger --max-megapixels.',
      );
    }
    milliseconds += costs.expect(step, plan);
  }
  const asked = milliseconds / 60_000;
  if (asked <= minutes) return ok(undefined);
  return refuse(
    `The graph asks for about ${inWords(asked)} minutes of work; this machine takes ${minutes}.`,
    'Take fewer steps or a smaller picture, or start the machine with a larger --max-minutes.',
  );
}

function refuse(message: string, remedy: string) {
  return fail({ code: 'over-limit', message, remedy });
}

function inWords(value: number): string {
  return Number.isFinite(value) ? Math.ceil(value).toLocaleString('en') : 'no countable number of';
}
