import { isWireList } from '../definition/wire-lists.ts';
import type { Param } from '../params/param.ts';

/** What a person gives once, and what a wire list holds with the wires, does not change over time. */
const fixed: ReadonlySet<Param['type']> = new Set(['file', 'files', 'strokes', 'text']);

/** Whether the parameter may have a track. */
export function isAnimatable(spec: Param): boolean {
  return !fixed.has(spec.type) && !isWireList(spec) && spec.affects !== 'file';
}
