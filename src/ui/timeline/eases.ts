import type { KeyPlace } from '../../graph/commands/command.ts';
import type { Ease } from '../../graph/document/document.ts';
import { varied } from '../document/document-store.ts';
import { keyAt, trackOf } from '../document/tracks.ts';

export const eases = [
  { value: 'linear', label: 'Straight' },
  { value: 'smooth', label: 'Smooth' },
  { value: 'hold', label: 'Hold' },
] as const satisfies readonly { readonly value: Ease; readonly label: string }[];

/** How values go on from these keys; undefined: not all alike, or there are none. */
export function easeOf(keys: readonly KeyPlace[]): Ease | undefined {
  const document = varied();
  const found = new Set(
    keys.map(({ node, param, frame }) => {
      const track = trackOf(document, node, param);
      return (track && keyAt(track, frame)?.ease) ?? 'linear';
    }),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
