import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { nodeTitle } from '../../graph/document/names.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeById } from '../document/edits.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { photoOf } from '../document/photo-of.ts';
import { type PictureSource, pictures } from '../results/pictures.ts';
import { savedResults } from '../results/saved-results.ts';
import { useRun } from '../run/run-store.ts';
import { useVariantPlans } from '../run/variant-plans.ts';
import { isReduced, wholePicture } from '../run/whole-picture.ts';
import { useSession } from '../session/session-store.ts';
import { useStage } from './stage-store.ts';
import { liveNodeOf, type Subject, subjectOf } from './subject.ts';

/** The node on the Stage, kept up to date. */
export function useSubject(): Subject | undefined {
  const document = useDocument((state) => state.document);
  const pinned = useStage((state) => state.pinned);
  const lastOutput = useStage((state) => state.lastOutput);
  const selected = useSession(({ selection }) => [...selection].at(-1));
  useHasPicture(selected);
  const hasPicture = (node: string) => pictures.get(node) !== undefined;
  return subjectOf(document, { pinned, selected, lastOutput, hasPicture });
}

function useHasPicture(node: string | undefined): boolean {
  return useSyncExternalStore(
    (listener) => (node === undefined ? () => {} : pictures.subscribe(node, listener)),
    () => node !== undefined && pictures.get(node) !== undefined,
  );
}

/**
 * The picture that stands for the node now: while it waits for its turn, that of the node upstream
 * that is at work. One source for both, so that nothing is mounted anew when the turn comes.
 */
export function useLiveSource(node: string): PictureSource {
  return useMemo(() => liveSource(node), [node]);
}

function liveSource(node: string): PictureSource {
  const isLive = (id: string) => pictures.get(id)?.final === false;
  const get = () => {
    const { document } = useDocument.getState();
    const { nodes } = useRun.getState();
    return pictures.get(liveNodeOf(document, node, nodes, useStage.getState().began, isLive));
  };
  return {
    get,
    subscribe: (listener) => {
      let shown = get();
      const check = () => {
        const next = get();
        if (next === shown) return;
        shown = next;
        listener();
      };
      const ends = [pictures.subscribeAll(check), useRun.subscribe(check)];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** What people call a node. */
export function titleOf(id: string): string {
  const node = nodeById(id);
  return node ? nodeTitle(node, definitionOf(node)) : id;
}

export function useTitle(id: string): string {
  const node = useNode(id);
  return node ? nodeTitle(node, definitionOf(node)) : id;
}

/** A picture to compare with. */
export interface Comparison {
  /** "Photo" */
  readonly title: string;
  /** What the picture itself is called beside it: "Dream", "Variant 2". */
  readonly own: string;
  readonly source: PictureSource;
  /** The node whose picture it is. */
  readonly node?: string;
}

/** What the node's picture is compared with: the graph's own while a variant is shown, else its photo. */
export function useComparison(node: string): Comparison | undefined {
  const document = useDocument((state) => state.document);
  const variant = useDocument((state) => state.variant);
  const place = document.variants.findIndex(({ id }) => id === variant);
  const own = place < 0 ? 'Dream' : `Variant ${place + 1}`;
  const plan = useVariantPlans(({ plans }) => plans.get(undefined)?.plan);
  useSyncExternalStore(savedResults.subscribeAll, savedResults.version);
  const photo = photoOf(document, node);
  const hasPhoto = useHasPicture(photo);
  const key =
    variant === undefined ? undefined : plan?.steps.find((step) => step.node === node)?.key;
  if (key !== undefined && savedResults.get(key)?.picture) {
    return { title: 'Graph', own, source: savedResults.pictureOf(key) };
  }
  return photo !== undefined && hasPhoto
    ? { title: 'Photo', own, source: pictures.of(photo), node: photo }
    : undefined;
}

/** Whether there is anything to show by now. */
export function useHasSource(source: PictureSource): boolean {
  return useSyncExternalStore(source.subscribe, () => source.get() !== undefined);
}

/** Gets all pixels of a node's picture, where it was made smaller for the node on the canvas. */
export function useWholePicture(node: string | undefined): void {
  const shown = useSyncExternalStore(
    (listener) => (node === undefined ? () => {} : pictures.subscribe(node, listener)),
    () => node !== undefined && pictures.get(node),
  );
  const running = useRun(({ current }) => current !== undefined);
  useEffect(() => {
    if (node !== undefined && !running && shown && isReduced(shown)) void wholePicture(node);
  }, [node, running, shown]);
}
