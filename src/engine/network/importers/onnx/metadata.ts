import type { InputRange } from '../../input-range.ts';
import { inputRanges } from '../../wants/ranges.ts';

/** By what ONNX's standard for pictures (MetadataProps.md) calls them. */
const ranges: ReadonlyMap<string, InputRange> = new Map([
  ['NominalRange_0_255', inputRanges['zero-to-255']],
  ['Normalized_0_1', inputRanges['zero-to-one']],
  ['Normalized_1_1', inputRanges['minus-one-to-one']],
]);

/** What a file says of the pictures that its network wants, which few do. */
export function wantsByMetadata(metadata: ReadonlyMap<string, string>): InputRange | undefined {
  const range = ranges.get(metadata.get('Image.NominalPixelRange') ?? '');
  const isBgr = metadata.get('Image.BitmapPixelFormat')?.startsWith('Bgr') ?? false;
  return range && { ...range, ...(isBgr && { order: 'bgr' as const }) };
}
