import { useEffect, useState } from 'react';
import { anyPicturesOnShelf, type LayerShelf, onShelfChange } from './picture-shelf.ts';

const none: ReadonlyMap<string, LayerShelf> = new Map();

/** What is kept of the pictures that were made of a network, by layer. @param hash undefined: none. */
export function useKeptPictures(hash: string | undefined): ReadonlyMap<string, LayerShelf> {
  const [kept, setKept] = useState(none);
  useEffect(() => {
    if (hash === undefined) return;
    let isShown = true;
    const read = async () => {
      const found = await anyPicturesOnShelf(hash);
      if (isShown) setKept(found);
    };
    void read();
    const unsubscribe = onShelfChange((changed) => {
      if (changed === hash) void read();
    });
    return () => {
      isShown = false;
      unsubscribe();
    };
  }, [hash]);
  return hash === undefined ? none : kept;
}
