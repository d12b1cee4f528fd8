import type { PortKind } from '../../graph/definition/port.ts';
import type { Output } from '../../graph/document/document.ts';
import type { Source } from './plan.ts';

/** What an output gives to a wire, once its node has been compiled. */
export type Supply =
  | { readonly kind: 'value'; readonly source: Source; readonly kinds: readonly PortKind[] }
  /** Nothing, and meant so: the node is muted, or bypassed without anything to pass on. */
  | { readonly kind: 'silent'; readonly node: string }
  /** The node `by` has an error. */
  | { readonly kind: 'broken'; readonly by: string }
  /** There is no such node or output. */
  | { readonly kind: 'dangling' };

/** What became of a node. `step` is its place in the untrimmed list. */
export type Outcome =
  | { readonly kind: 'step'; readonly step: number; readonly outputs: Supplies }
  | { readonly kind: 'through'; readonly outputs: Supplies }
  | { readonly kind: 'muted' }
  | { readonly kind: 'broken'; readonly by: string };

export type Supplies = ReadonlyMap<string, Supply>;
export type Outcomes = ReadonlyMap<string, Outcome>;

export function supplyOf(outcomes: Outcomes, { node, output }: Output): Supply {
  const outcome = outcomes.get(node);
  switch (outcome?.kind) {
    case undefined:
      return { kind: 'dangling' };
    case 'muted':
      return { kind: 'silent', node };
    case 'broken':
      return outcome;
    case 'step':
    case 'through':
      return outcome.outputs.get(output) ?? { kind: 'dangling' };
  }
}
