import { useEffect, useMemo, useState } from 'react';
import type { PictureSource, Shown } from '../run/pictures.ts';
import { readPicture } from './kept-history.ts';

interface Loaded {
  readonly id: string;
  readonly shown?: Shown;
  readonly problem?: string;
}

/** The full picture of an entry, for as long as something shows it. */
export function useKeptPicture(id: string): {
  readonly source: PictureSource;
  readonly problem: string | undefined;
} {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let gone = false;
    let bitmap: ImageBitmap | undefined;
    const load = async () => {
      const read = await readPicture(id);
      if (!read.ok) return setLoaded({ id, problem: read.problem.message });
      const pixels = await createImageBitmap(read.value.picture);
      if (gone) return pixels.close();
      bitmap = pixels;
      const { width, height } = pixels;
      setLoaded({ id, shown: { width, height, pixels, final: true } });
    };
    load().catch(() => setLoaded({ id, problem: damaged }));
    return () => {
      gone = true;
      bitmap?.close();
    };
  }, [id]);
  // What was loaded for the picture before is closed already.
  const current = loaded?.id === id ? loaded : undefined;
  const source = useMemo(
    () => ({ get: () => current?.shown, subscribe: () => () => {} }),
    [current],
  );
  return { source, problem: current?.problem };
}

const damaged = 'This picture cannot be read. Its file is damaged.';
