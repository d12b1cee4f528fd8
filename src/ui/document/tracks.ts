import { own } from '../../common/own.ts';
import type { Document, Key, Track } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { isAnimatable } from '../../graph/sequence/animatable.ts';
import { useDocument } from './document-store.ts';
import { definitionOf } from './node-hooks.ts';

/** The keys of a parameter, where it has any. */
export function trackOf(document: Document, node: string, param: string): Track | undefined {
  return document.tracks?.find((track) => track.node === node && track.param === param);
}

const none: readonly Track[] = [];

/** Every parameter with keys, as the shown variant has them. */
export function useTracks(): readonly Track[] {
  return useDocument(({ document, variant }) => applyVariant(document, variant).tracks ?? none);
}

/** `key`: there is one at the frame that is shown. `animated`: at others. */
export type KeyState = 'none' | 'animated' | 'key';

/** How a parameter stands at the frame that is shown; undefined: in a still, or of what never moves. */
export function useKeyState(node: string, param: string): KeyState | undefined {
  return useDocument(({ document, variant, shown, frame }) => {
    if (!document.sequence) return undefined;
    const spec = own(definitionOf(graphIndex(shown).nodes.get(node))?.params, param);
    if (!spec || !isAnimatable(spec)) return undefined;
    const track = trackOf(applyVariant(document, variant), node, param);
    if (!track) return 'none';
    return keyAt(track, frame) ? 'key' : 'animated';
  });
}

export function keyAt({ keys }: Track, frame: number): Key | undefined {
  return keys.find((key) => key.frame === frame);
}
