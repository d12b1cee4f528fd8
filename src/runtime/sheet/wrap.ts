import type { TextStyle } from './look.ts';

/** The width of a text in pixels. */
export type MeasureText = (text: string, style: TextStyle) => number;

export interface StyledText {
  readonly text: string;
  readonly style: TextStyle;
}

/** A piece of a broken line, `x` from its beginning. */
export interface Piece extends StyledText {
  readonly x: number;
}

/** Between two looks, in sizes, so that they do not read as one word. */
const extraSpace = 0.2;

/**
 * Breaks a line so that nothing reaches beyond `width`: between words, and within a word only where
 * one alone is too wide. No-break spaces hold together. Nothing is ever cut.
 */
export function wrap(
  line: readonly StyledText[],
  width: number,
  measure: MeasureText,
): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { text, style } of line) {
    for (const word of text.split(/[ \n]+/)) {
      if (word !== '') add(lines, { text: word, style }, width, measure);
    }
  }
  return lines;
}

function add(lines: Piece[][], word: StyledText, width: number, measure: MeasureText): void {
  const line = lines.at(-1) as Piece[];
  const piece = joined(line.at(-1), word, measure);
  if (piece.x + measure(piece.text, piece.style) <= width) {
    if (piece.text !== word.text) line.pop();
    line.push(piece);
  } else if (line.length > 0) {
    lines.push([]);
    add(lines, word, width, measure);
  } else {
    const [head, tail] = split(word, width, measure);
    line.push({ ...head, x: 0 });
    if (tail.text === '') return;
    lines.push([]);
    add(lines, tail, width, measure);
  }
}

/** The word behind the piece: one longer piece if both look the same. */
function joined(before: Piece | undefined, word: StyledText, measure: MeasureText): Piece {
  if (!before) return { ...word, x: 0 };
  if (before.style === word.style) return { ...before, text: `${before.text} ${word.text}` };
  const { text, style, x } = before;
  return { ...word, x: x + measure(`${text} `, style) + style.size * extraSpace };
}

/** As many letters as fit, at least one, and the rest. */
function split(
  { text, style }: StyledText,
  width: number,
  measure: MeasureText,
): readonly [StyledText, StyledText] {
  const letters = [...text];
  let fit = 1;
  while (fit < letters.length && measure(letters.slice(0, fit + 1).join(''), style) <= width) fit++;
  return [
    { text: letters.slice(0, fit).join(''), style },
    { text: letters.slice(fit).join(''), style },
  ];
}
