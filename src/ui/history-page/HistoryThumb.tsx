import { useEffect, useState } from 'react';
import { readThumbnail } from '../history/kept-history.ts';

/** The small picture of an entry. It is held only as long as it is on the screen. */
export function HistoryThumb({ id }: { readonly id: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let gone = false;
    let made: string | undefined;
    void readThumbnail(id).then(
      (blob) => {
        if (gone || !blob) return;
        made = URL.createObjectURL(blob);
        setUrl(made);
      },
      () => {
        // The place stays empty; opening the picture says why.
      },
    );
    return () => {
      gone = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [id]);
  return url === undefined ? null : <img src={url} alt="" decoding="async" draggable={false} />;
}
