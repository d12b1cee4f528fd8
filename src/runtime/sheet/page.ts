import { baseline, lineHeight, looks, type TextStyle } from './look.ts';
import type { Box, SheetLine } from './sheet.ts';
import { type MeasureText, type StyledText, wrap } from './wrap.ts';

export interface PlacedText extends StyledText {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
}

/** What is on a sheet so far. */
export interface Page {
  readonly texts: PlacedText[];
  readonly pictures: (Box & { readonly cell: number })[];
  /** Where a picture is missing. */
  readonly wells: Box[];
  /** A length at this sheet's size, in whole pixels. */
  px(length: number): number;
  /** Width of the widest label. */
  widest(labels: readonly SheetLine[]): number;
  /** How tall the lines become when they are broken to this width. */
  heightOf(lines: readonly SheetLine[], width: number): number;
  /** Puts lines under each other. @returns their height. */
  write(lines: readonly SheetLine[], x: number, y: number, width: number): number;
}

/** @param unit factor of every size in `looks`. */
export function createPage(unit: number, measure: MeasureText): Page {
  const styles = new Map(
    Object.entries(looks).map(([look, style]): [string, TextStyle] => [
      look,
      { ...style, size: Math.round(style.size * unit) },
    ]),
  );
  const styled = (line: SheetLine): readonly StyledText[] =>
    line.map(({ text, look }) => ({ text, style: styles.get(look) ?? looks[look] }));
  const broken = (lines: readonly SheetLine[], width: number) =>
    lines.flatMap((line) => wrap(styled(line), width, measure)).filter(({ length }) => length > 0);

  const texts: PlacedText[] = [];
  return {
    texts,
    pictures: [],
    wells: [],
    px: (length) => Math.round(length * unit),
    widest: (lines) =>
      Math.ceil(
        Math.max(
          0,
          ...broken(lines, Infinity).map((pieces) =>
            pieces.reduce((end, { x, text, style }) => Math.max(end, x + measure(text, style)), 0),
          ),
        ),
      ),
    heightOf: (lines, width) =>
      broken(lines, width).reduce((sum, pieces) => sum + heightOfLine(pieces), 0),
    write: (lines, x, y, width) => {
      let height = 0;
      for (const pieces of broken(lines, width)) {
        const size = largest(pieces);
        const base = y + height + Math.round(size * baseline);
        texts.push(
          ...pieces.map((piece) => ({
            text: piece.text,
            style: piece.style,
            x: x + piece.x,
            y: base,
          })),
        );
        height += heightOfLine(pieces);
      }
      return height;
    },
  };
}

function largest(pieces: readonly StyledText[]): number {
  return Math.max(...pieces.map(({ style }) => style.size));
}

function heightOfLine(pieces: readonly StyledText[]): number {
  return Math.round(largest(pieces) * lineHeight);
}
