import type { Edge, ParamValues } from '../document/document.ts';
import { type NumbersParam, repeatLast } from '../params/numbers.ts';
import type { Param } from '../params/param.ts';
import { paramValue } from '../params/values.ts';
import type { NodeDefinition } from './definition.ts';

export interface WireList {
  readonly key: string;
  readonly spec: NumbersParam & { readonly each: string };
}

/** Its entries stand with the wires, not as a value of its own. */
export function isWireList(spec: Param): spec is WireList['spec'] {
  return spec.type === 'numbers' && spec.each !== undefined;
}

const none: readonly WireList[] = [];
const known = new WeakMap<NodeDefinition, readonly WireList[]>();

/** The parameters that have an entry for each wire of an input, such as the weights of objectives. */
export function wireListsOf(definition: NodeDefinition): readonly WireList[] {
  const found = known.get(definition);
  if (found) return found;
  const lists = Object.entries(definition.params).flatMap(([key, spec]) =>
    isWireList(spec) ? { key, spec } : none,
  );
  known.set(definition, lists);
  return lists;
}

/** An entry for each of `count` wires, from stored values; undefined when they do not fit. */
export function wireEntries(
  { key, spec }: WireList,
  params: ParamValues,
  count: number,
): readonly number[] | undefined {
  const checked = spec.validate(paramValue(params, key, spec));
  return checked.ok ? repeatLast(checked.value, count) : undefined;
}

/**
 * Of the wires into a node, in order, those that it reads: a list may leave some out, and then what
 * hangs on them is not computed.
 */
export function readWires(
  definition: NodeDefinition,
  params: ParamValues,
  wires: readonly Edge[],
): readonly Edge[] {
  const gates = wireListsOf(definition).filter(({ spec }) => spec.leavesOut);
  return gates.reduce((kept, gate) => {
    const into = wires.filter(({ to }) => to.input === gate.spec.each);
    const entries = wireEntries(gate, params, into.length);
    const out = new Set(into.filter((_, place) => entries?.[place] === 0));
    return out.size === 0 ? kept : kept.filter((wire) => !out.has(wire));
  }, wires);
}
