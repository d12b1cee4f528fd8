import { useEffect, useMemo, useState } from 'react';
import type { PictureSource, Shown } from '../run/pictures.ts';
import { readPicture } from './kept-history.ts';

/** The full picture of an entry, for as long as something shows it. */
export function useKeptPicture(id: string): {
  readonly source: PictureSource;
  readonly problem: string | undefined;
} {
  const [problem, setProblem] = useState<string>();
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    let gone = false;
    let bitmap: ImageBitmap | undefined;
    const load = async () => {
      const read = await readPicture(id);
      if (!read.ok) return setProblem(read.problem.message);
      const pixels = await createImageBitmap(read.value.picture);
      if (gone) return pixels.close();
      bitmap = pixels;
      setShown({ width: pixels.width, height: pixels.height, pixels, final: true });
    };
    load().catch(() => setProblem('This picture cannot be read. Its file is damaged.'));
    return () => {
      gone = true;
      bitmap?.close();
    };
  }, [id]);
  const source = useMemo(() => ({ get: () => shown, subscribe: () => () => {} }), [shown]);
  return { source, problem };
}
