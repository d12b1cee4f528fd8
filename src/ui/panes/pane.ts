import type { Document } from '../../graph/document.ts';
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
  /** All values that made it; told are those in which the compared pictures differ. */
  readonly values: readonly CaptionValue[];
  /** "44.5 s", "seed 4417": told of every picture. */
  readonly facts: readonly string[];
  /** The graph that made it, with the seeds that were drawn. */
  readonly made?: Document | undefined;
  /** A token, where the person has given it a colour. */
  readonly colour?: string | undefined;
  /** What can be done with it, such as "Use this one". */
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

/** What a caption tells: the value and, where it is another, that of the first picture. */
export interface ToldValue extends CaptionValue {
  readonly was?: string;
}

/** The name by which a place is called: A, B, C, D. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/**
 * For each picture the values in which any of them differ. The first tells its own, the others only
 * what is different there. A value that a picture does not have, because its graph has no such node,
 * is not compared.
 */
export function toldValues(panes: readonly Pane[]): readonly (readonly ToldValue[])[] {
  const [first, ...others] = panes;
  if (!first) return [];
  const before = new Map(first.values.map((value) => [value.key, value.text]));
  const changed = others.map(({ values }) =>
    values.flatMap((value): ToldValue[] => {
      const was = before.get(value.key);
      return was === undefined || was === value.text ? [] : [{ ...value, was }];
    }),
  );
  const differing = new Set(changed.flat().map(({ key }) => key));
  return [first.values.filter(({ key }) => differing.has(key)), ...changed];
}
