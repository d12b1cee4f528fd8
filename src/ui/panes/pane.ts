import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { isActive, paramValue, valueInWords } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';
import { shownTime } from '../kit/durations.ts';
import type { PictureSource } from '../results/pictures.ts';
import type { FooterText } from '../run/node-status.ts';

/** One picture that may be compared, wherever it comes from. */
export interface Pane {
  readonly id: string;
  /** The key that chooses it, 0 to 9; none beyond. */
  readonly number: number;
  readonly title: string;
  /** Undefined: there is nothing to see yet; `footer` says why. */
  readonly source: PictureSource | undefined;
  readonly footer: FooterText;
  /** All values that made it; a caption shows those in which the compared pictures differ. */
  readonly values: readonly CaptionValue[];
  /** "44.5 s", "seed 4417". Every picture shows them. */
  readonly facts: readonly string[];
  /** The graph that made it, with the seeds that were drawn. */
  readonly graph?: Document | undefined;
  /** The arithmetic that made it. */
  readonly profile?: string | undefined;
  /** A token, where the person has given it a colour. */
  readonly colour?: string | undefined;
  /** What can be done with it, such as "Write into the graph". */
  readonly action?: PaneAction | undefined;
}

export interface PaneAction {
  readonly label: string;
  readonly run: () => void;
  readonly disabled?: boolean;
}

/** One value in words; equal keys are the same parameter. */
export interface CaptionValue {
  readonly key: string;
  /** "Gradient Ascent" */
  readonly node: string;
  /** "step size" */
  readonly name: string;
  readonly text: string;
}

/** What a caption shows: the value and, where it is another, that of the first picture. */
export interface DifferingValue extends CaptionValue {
  readonly was?: string;
}

/** The name by which a place is called: A, B, C, D. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/**
 * For each picture the values in which any of them differ. The first shows its own, the others only
 * what is different there. A value that a picture does not have, because its graph has no such node,
 * is not compared.
 */
export function differingValues(panes: readonly Pane[]): readonly (readonly DifferingValue[])[] {
  const [first, ...others] = panes;
  if (!first) return [];
  const before = new Map(first.values.map((value) => [value.key, value.text]));
  const changed = others.map(({ values }) =>
    values.flatMap((value): DifferingValue[] => {
      const was = before.get(value.key);
      return was === undefined || was === value.text ? [] : [{ ...value, was }];
    }),
  );
  const differing = new Set(changed.flat().map(({ key }) => key));
  return [first.values.filter(({ key }) => differing.has(key)), ...changed];
}

/** Pictures in rows and columns, such as those of a sweep. */
export interface PaneGrid {
  readonly id: string;
  readonly title: string;
  /** What the rows stand for; a grid of one row has nothing to say there. */
  readonly down: string | undefined;
  /** What the columns stand for. */
  readonly across: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Ids of the pictures, row by row; undefined where one was deleted or changed. */
  readonly cells: readonly (readonly (string | undefined)[])[];
  /** What can be done with all of them. */
  readonly actions: readonly PaneAction[];
}

/** The one that was asked for, or else the newest. */
export function gridToShow(
  grids: readonly PaneGrid[],
  wanted: string | undefined,
): PaneGrid | undefined {
  return grids.find(({ id }) => id === wanted) ?? grids.at(-1);
}

/** What is known of how a picture was made; all of it may be missing. */
export interface PaneFacts {
  readonly ms?: number | undefined;
  readonly objective?: number | undefined;
  readonly seeds?: readonly number[] | undefined;
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/** "44.5 s", "objective 12.3", "seed 4417", "512 × 242" */
export function factsInWords({ ms, objective, seeds = [], size }: PaneFacts): readonly string[] {
  const different = [...new Set(seeds)];
  return [
    ms !== undefined && shownTime(ms),
    objective !== undefined && `objective ${objective.toPrecision(3)}`,
    different.length > 0 && `${different.length === 1 ? 'seed' : 'seeds'} ${different.join(', ')}`,
    size && `${size.width} × ${size.height}`,
  ].filter((fact) => typeof fact === 'string');
}

const known = new WeakMap<Document, readonly CaptionValue[]>();

/** Every value of a graph that has a meaning, in words. */
export function documentValues(document: Document): readonly CaptionValue[] {
  const values = known.get(document) ?? document.nodes.flatMap(nodeValues);
  known.set(document, values);
  return values;
}

function nodeValues(node: Document['nodes'][number]): readonly CaptionValue[] {
  const definition = findDefinition(catalog, node.type);
  if (!definition) return [];
  return Object.entries(definition.params)
    .filter(([, param]) => isActive(definition, node.params, param))
    .map(([key, param]) => ({
      key: `${node.id}.${key}`,
      node: nodeTitle(node, definition),
      name: inSentence(partTitle(key, param)),
      text: valueInWords(param, paramValue(node.params, key, param)),
    }));
}
