import { useEffect, useState } from 'react';
import { problemText } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { readPicture } from '../history/history-storage.ts';
import type { PictureSource } from '../results/pictures.ts';

export interface HistoryImage {
  readonly source?: PictureSource;
  /** The graph that made it, where it can be read. */
  readonly graph?: Document | undefined;
  /** Why there is no picture. */
  readonly problem?: string;
}

const none: ReadonlyMap<string, HistoryImage> = new Map();

/** The full pictures of some entries by their ids, for as long as something shows them. */
export function useHistoryPictures(ids: readonly string[]): ReadonlyMap<string, HistoryImage> {
  const key = ids.join(' ');
  const [loaded, setLoaded] = useState({ key, pictures: none });
  useEffect(() => {
    let gone = false;
    const bitmaps: ImageBitmap[] = [];
    const load = async (id: string): Promise<HistoryImage> => {
      const read = await readPicture(id);
      if (!read.ok) return { problem: problemText(read.problem) };
      const pixels = await createImageBitmap(read.value.picture);
      if (gone) pixels.close();
      else bitmaps.push(pixels);
      const { width, height } = pixels;
      const shown = { width, height, pixels, final: true };
      const parsed = parseDocument(read.value.document, catalog);
      return {
        source: { get: () => shown, subscribe: () => () => {} },
        graph: parsed.ok ? parsed.value.document : undefined,
      };
    };
    const put = (id: string, picture: HistoryImage) => {
      if (gone) return;
      setLoaded((before) => ({
        key,
        pictures: new Map(before.key === key ? before.pictures : none).set(id, picture),
      }));
    };
    for (const id of key.split(' ')) {
      load(id)
        .catch(() => ({ problem: damaged }))
        .then((picture) => put(id, picture));
    }
    return () => {
      gone = true;
      for (const bitmap of bitmaps) bitmap.close();
    };
  }, [key]);
  // What was loaded for the pictures before is closed already.
  return loaded.key === key ? loaded.pictures : none;
}

const damaged = 'This picture cannot be read. Its file is damaged.';
