/** Colours a variant may be marked with, in the order in which they are handed out. */
export const variantColours = [
  { value: 'sand', label: 'Sand' },
  { value: 'sky', label: 'Sky' },
  { value: 'rose', label: 'Rose' },
  { value: 'violet', label: 'Violet' },
  { value: 'olive', label: 'Olive' },
  { value: 'teal', label: 'Teal' },
] as const;

interface Coloured {
  /** The stored name; empty: a person wants none. */
  readonly colour?: string | undefined;
}

/**
 * The token of a variant's colour. One that was given none, as in a sweep, takes that of its place
 * (from 0); undefined where a person wants none, or one that is not known here.
 */
export function variantColour({ colour }: Coloured, place: number): string | undefined {
  const known =
    colour === undefined
      ? variantColours[place % variantColours.length]
      : variantColours.find(({ value }) => value === colour);
  return known && `var(--v-${known.value})`;
}

/** The first colour that the fewest of these have. */
export function nextVariantColour(variants: readonly Coloured[]): string {
  const uses = (value: string) => variants.filter(({ colour }) => colour === value).length;
  const least = Math.min(...variantColours.map(({ value }) => uses(value)));
  return variantColours.find(({ value }) => uses(value) === least)?.value ?? 'sand';
}
