import { useCallback, useEffect, useState } from 'react';
import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { NetworkInfo, Wanted } from '../../runtime/browser.ts';
import { blobOf } from './picture-blobs.ts';
import { dreamShelf, picturesOnShelf, putOnShelf } from './picture-shelf.ts';
import { quickDream } from './small-graphs.ts';
import { runSmall } from './small-run.ts';

export type QuickDream =
  | { readonly state: 'waiting' | 'stopped' }
  | { readonly state: 'making'; readonly fraction: number }
  | { readonly state: 'made'; readonly picture: Blob; readonly ms: number }
  /** In an earlier visit. */
  | { readonly state: 'kept'; readonly picture: Blob }
  | { readonly state: 'failed'; readonly message: string };

export interface QuickDreams {
  /** One for each of `NetworkInfo.wants`. */
  readonly dreams: readonly QuickDream[];
  readonly stop: () => void;
  /** Goes on with those that were stopped. */
  readonly start: () => void;
}

/** What was made in this visit, by network and values. */
const made = new Map<string, Extract<QuickDream, { state: 'made' }>>();

const waiting = { state: 'waiting' } as const;

/**
 * A quick dream for each guess at what the network wants, one after the other.
 * @param ready whether it is known which layers can be dreamed of.
 */
export function useQuickDreams(
  reference: FileReference,
  { hash, wants, defaultLayers }: NetworkInfo,
  ready: boolean,
): QuickDreams {
  const keyOf = useCallback((wanted: Wanted) => JSON.stringify([hash, wanted.range]), [hash]);
  const [dreams, setDreams] = useState<readonly QuickDream[]>(() =>
    wants.map((wanted) => made.get(keyOf(wanted)) ?? waiting),
  );
  const [running, setRunning] = useState(true);
  useEffect(() => {
    if (!running || !ready) return;
    const stopping = new AbortController();
    const { signal } = stopping;
    const set = (at: number, dream: QuickDream) =>
      setDreams((all) => all.map((each, index) => (index === at ? dream : each)));
    const makeAll = async () => {
      for (const [at, wanted] of wants.entries()) {
        if (signal.aborted) return;
        if (made.has(keyOf(wanted))) continue;
        const values = JSON.stringify(wanted.range);
        const [kept] = (await picturesOnShelf(hash, values)).get(dreamShelf)?.pictures ?? [];
        if (kept) {
          set(at, { state: 'kept', picture: kept.blob });
          continue;
        }
        set(at, { state: 'making', fraction: 0 });
        const document = quickDream({ reference, wanted }, defaultLayers);
        const dreamed = await runSmall(document, 'merge', signal, (fraction) =>
          set(at, { state: 'making', fraction }),
        );
        if (signal.aborted) return set(at, { state: 'stopped' });
        if (!dreamed.ok) set(at, { state: 'failed', message: problemText(dreamed.problem) });
        else {
          const { picture, ms } = dreamed.value;
          const blob = await blobOf(picture);
          const done = { state: 'made', picture: blob, ms: ms.get('ascent') ?? 0 } as const;
          made.set(keyOf(wanted), done);
          const pictures = [{ channel: 0, blob }];
          void putOnShelf([hash, values, dreamShelf], { pictures, complete: true });
          set(at, done);
        }
      }
      setRunning(false);
    };
    void makeAll();
    return () => stopping.abort();
  }, [running, ready, reference, hash, wants, defaultLayers, keyOf]);
  const stop = () => {
    setRunning(false);
    setDreams((all) => all.map((each) => (each.state === 'waiting' ? { state: 'stopped' } : each)));
  };
  return { dreams, stop, start: () => setRunning(true) };
}
