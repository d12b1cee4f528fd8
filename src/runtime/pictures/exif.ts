import { letters, viewOf } from './header.ts';

/** A whole number of an image directory and where it lies. */
interface Entry {
  readonly value: number;
  readonly at: number;
  readonly size: 2 | 4;
}

const orientationTag = 0x112;

/**
 * The whole numbers of the first directory of a TIFF file, by their tags. EXIF is such a directory.
 * Empty where it is not one.
 */
export function readDirectory(tiff: Uint8Array): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  const order = letters(tiff, 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 10) return entries;
  const little = order === 'II';
  const view = viewOf(tiff);
  const start = view.getUint32(4, little);
  if (start + 2 > tiff.length) return entries;
  const count = view.getUint16(start, little);
  for (let i = 0; i < count; i++) {
    const at = start + 2 + 12 * i;
    if (at + 12 > tiff.length) break;
    const type = view.getUint16(at + 2, little);
    if (view.getUint32(at + 4, little) !== 1) continue;
    const tag = view.getUint16(at, little);
    if (type === 3)
      entries.set(tag, { value: view.getUint16(at + 8, little), at: at + 8, size: 2 });
    if (type === 4)
      entries.set(tag, { value: view.getUint32(at + 8, little), at: at + 8, size: 4 });
  }
  return entries;
}

/**
 * How a file says that it is turned, and the same file without saying so: decoders differ in what
 * they make of it.
 * @param from where the EXIF block begins, with or without `Exif\0\0` in front: some programs write
 * it in formats that do not want it.
 */
export function takeOrientation(
  file: Uint8Array,
  from: number,
  to: number,
): { readonly orientation: number; readonly bytes: Uint8Array } {
  const start = letters(file, from, from + 4) === 'Exif' ? from + 6 : from;
  const tiff = file.subarray(start, to);
  const entry = readDirectory(tiff).get(orientationTag);
  if (!entry || entry.value < 2 || entry.value > 8) return { orientation: 1, bytes: file };
  const bytes = file.slice();
  const view = viewOf(bytes);
  const little = letters(tiff, 0, 1) === 'I';
  if (entry.size === 2) view.setUint16(start + entry.at, 1, little);
  else view.setUint32(start + entry.at, 1, little);
  return { orientation: entry.value, bytes };
}
