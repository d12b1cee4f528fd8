/** Files that computers put beside what people made. */
const hidden = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;
const pictures = /\.(png|jpe?g|webp|avif|bmp|tiff?)$/i;

/**
 * The pictures among files, in the order of their numbers: 2 before 10. What does not call itself a
 * picture is left out.
 */
export function inOrder<File extends { readonly name: string }>(
  files: readonly File[],
): readonly File[] {
  const order = new Intl.Collator('en', { numeric: true });
  return files
    .filter(({ name }) => pictures.test(name) && !hidden.test(name))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** Whether names look like frames of one film: alike but for a number. */
export function areNumbered(names: readonly string[]): boolean {
  const plain = (name: string) => name.replace(/\d+(?=\D*$)/, '#').toLowerCase();
  const [first = ''] = names;
  return (
    names.length > 1 && /\d/.test(first) && names.every((name) => plain(name) === plain(first))
  );
}

/** Frames in a second of pictures, which say nothing of it. */
export const seriesFps = 24;
