/** Colours a variant may be marked with: its stored name and what it is called. */
export const variantColours = [
  { value: 'rose', label: 'Rose' },
  { value: 'olive', label: 'Olive' },
  { value: 'teal', label: 'Teal' },
  { value: 'sky', label: 'Sky' },
  { value: 'violet', label: 'Violet' },
  { value: 'sand', label: 'Sand' },
] as const;

/** The token of a stored colour; undefined where none is set, or one that is not known here. */
export function colourToken(colour: string | undefined): string | undefined {
  const known = variantColours.find(({ value }) => value === colour);
  return known && `var(--v-${known.value})`;
}
