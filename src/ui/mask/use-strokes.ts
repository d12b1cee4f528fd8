import { useMemo } from 'react';
import { own } from '../../common/own.ts';
import { type History, redo, undo } from '../../graph/commands/history.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import type { Json } from '../../graph/document/json.ts';
import { sameJson } from '../../graph/document/json.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import type { Stroke } from '../../graph/params/strokes.ts';
import { redo as redoEdit, undo as undoEdit, useDocument } from '../document/document-store.ts';
import { setParam } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';

/** The strokes of a mask in the document: each is a step of its history, kept as soon as it is drawn. */
export interface Strokes {
  readonly strokes: readonly Stroke[];
  readonly add: (stroke: Stroke) => void;
  readonly clear: () => void;
  /** Undefined: the last step was something else than painting. */
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  readonly inverted: boolean;
  /** Undefined: this node's mask cannot be inverted. */
  readonly invert: (() => void) | undefined;
}

const none: readonly Stroke[] = [];

export function useStrokes(id: string, param: string): Strokes {
  const node = useNode(id);
  const strokes = (node?.params[param] ?? none) as unknown as readonly Stroke[];
  const inverted = node?.params.invert === true;
  const mayInvert = definitionOf(node)?.params.invert?.type === 'boolean';
  const history = useDocument((state) => state.history);
  const variant = useDocument((state) => state.variant);
  const steps = useMemo(() => {
    const painted = (of: History) => paintedIn(of, variant, id, param);
    const now = painted(history);
    const differs = (other: History) => !sameJson(painted(other), now);
    return { undo: differs(undo(history)), redo: differs(redo(history)) };
  }, [history, variant, id, param]);
  const set = (next: readonly Stroke[]) => setParam(id, param, next as unknown as Json, true);
  return {
    strokes,
    add: (stroke) => set([...strokes, stroke]),
    clear: () => set([]),
    undo: steps.undo ? undoEdit : undefined,
    redo: steps.redo ? redoEdit : undefined,
    inverted,
    invert: mayInvert ? () => setParam(id, 'invert', !inverted, true) : undefined,
  };
}

/** All that the painter changes. */
function paintedIn(
  { document }: History,
  variant: string | undefined,
  id: string,
  param: string,
): Json {
  const params = graphIndex(applyVariant(document, variant)).nodes.get(id)?.params;
  return [own(params, param) ?? [], own(params, 'invert') ?? false];
}
