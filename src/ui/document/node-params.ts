import { create } from 'zustand';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import { isWireList } from '../../graph/definition/wire-lists.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import type { Param } from '../../graph/params/param.ts';
import { isActive, isChanged } from '../../graph/params/values.ts';

export interface ParamsInNode {
  /** The parameters that stand in the node, in the order of its definition. */
  readonly shown: readonly string[];
  /** Those that its fold holds. The rare ones are in the inspector only, until they are changed. */
  readonly folded: readonly string[];
  /** Both, in the order of the definition. */
  readonly all: readonly string[];
}

/** What a wire holds, or the control of another parameter, stands nowhere by itself. */
export function hasRow(param: Param): boolean {
  return !isWireList(param) && param.beside === undefined;
}

/**
 * The parameters of a node as its face has them: the main ones, those whose value is another than
 * usual, and those that have to be there.
 * @param needed keys with a wire, or that a person is busy with.
 */
export function paramsInNode(
  definition: NodeDefinition,
  params: ParamValues,
  needed: (key: string) => boolean = () => false,
): ParamsInNode {
  const active = Object.entries(definition.params).filter(
    ([, param]) => hasRow(param) && isActive(definition, params, param),
  );
  const stands = ([key, param]: readonly [string, Param]) =>
    param.main || isChanged(params, key, param) || needed(key);
  const keys = (entries: readonly (readonly [string, Param])[]) => entries.map(([key]) => key);
  return {
    shown: keys(active.filter(stands)),
    folded: keys(active.filter((entry) => !entry[1].advanced && !stands(entry))),
    all: keys(active.filter((entry) => !entry[1].advanced || stands(entry))),
  };
}

/**
 * The nodes that show their other values too, by document and node. Kept as long as the page is
 * open: to look at values is no edit.
 */
export const useUnfolded = create<{ readonly keys: ReadonlySet<string> }>(() => ({
  keys: new Set(),
}));

export const unfoldedKey = (document: string, node: string) => `${document} ${node}`;

export function toggleFold(key: string): void {
  const keys = new Set(useUnfolded.getState().keys);
  if (!keys.delete(key)) keys.add(key);
  useUnfolded.setState({ keys });
}
