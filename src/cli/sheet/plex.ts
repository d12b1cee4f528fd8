import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font } from 'opentype.js';
import type { MeasureText, TextStyle } from '../../runtime/node.ts';

type Face = Pick<TextStyle, 'family' | 'weight'>;

const resolve = createRequire(import.meta.url).resolve;
/** The files of a font face, the most used first. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese'];
const loaded = new Map<string, Font | undefined>();

/** A part of a text that one font draws; undefined: none of our fonts has its letters. */
export interface Stretch {
  readonly text: string;
  readonly font: Font | undefined;
  readonly x: number;
}

/** Splits a text by the fonts that have its letters. */
export function stretches(text: string, style: TextStyle): readonly Stretch[] {
  const found: { text: string; font: Font | undefined; x: number }[] = [];
  for (const letter of text) {
    const font = fontFor(letter, style);
    const last = found.at(-1);
    if (last && last.font === font) last.text += letter;
    else found.push({ text: letter, font, x: last ? last.x + widthOf(last, style) : 0 });
  }
  return found;
}

/** IBM Plex, measured from its files: no font needs to be installed. */
export const measurePlex: MeasureText = (text, style) => {
  const last = stretches(text, style).at(-1);
  return last ? last.x + widthOf(last, style) : 0;
};

/** Letters that our fonts lack, such as Chinese ones, are drawn by a system font; they count as square. */
function widthOf({ text, font }: Pick<Stretch, 'text' | 'font'>, { size }: TextStyle): number {
  return font ? font.getAdvanceWidth(text, size) : [...text].length * size;
}

function fontFor(letter: string, face: Face): Font | undefined {
  for (const script of scripts) {
    const font = fontOf(script, face);
    if (font?.charToGlyphIndex(letter)) return font;
  }
  return undefined;
}

function fontOf(script: string, { family, weight }: Face): Font | undefined {
  const name = `@fontsource/ibm-plex-${family}/files/ibm-plex-${family}-${script}-${weight}-normal.woff`;
  if (!loaded.has(name)) loaded.set(name, load(name));
  return loaded.get(name);
}

function load(name: string): Font | undefined {
  try {
    const { buffer, byteOffset, length } = readFileSync(resolve(name));
    return opentype.parse(buffer.slice(byteOffset, byteOffset + length));
  } catch {
    // Not every face has every script.
    return undefined;
  }
}
