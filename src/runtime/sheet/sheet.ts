import type { TextLook } from './look.ts';

/**
 * Several pictures on one, with words: what a contact sheet says, before anything has a place.
 * Page and command line draw the same sheet from it; see `layoutSheet`.
 */
export interface Sheet {
  readonly title: string;
  /** A quiet line under the title: what is the same for all pictures. */
  readonly about?: string;
  /** With a grid, row by row. */
  readonly cells: readonly SheetCell[];
  /** Rows and columns with headings; otherwise the cells flow. */
  readonly grid?: { readonly rows: SheetAxis; readonly columns: SheetAxis };
}

export interface SheetAxis {
  /** What changes along it: "Layer". */
  readonly name: string;
  readonly labels: readonly string[];
}

export interface SheetCell {
  /** In pixels; absent where there is none. */
  readonly picture?: Extent;
  /** Said in the place of a picture that is not there. */
  readonly instead?: string;
  readonly caption: readonly SheetLine[];
}

/** Pieces of one line, a space between two; it breaks where it must. */
export type SheetLine = readonly SheetText[];

/** What is known of a picture, such as "512 × 384": the line breaks between facts, never within one. */
export function factsLine(facts: readonly string[]): SheetLine {
  return [{ text: facts.map((fact) => fact.replaceAll(' ', '\u00a0')).join(' · '), look: 'quiet' }];
}

export interface SheetText {
  readonly text: string;
  readonly look: TextLook;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Extent {
  readonly x: number;
  readonly y: number;
}
