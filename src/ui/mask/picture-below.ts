import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { edgesInto, graphIndex } from '../../graph/document/graph-index.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { useDocument } from '../document/document-store.ts';
import { useNode } from '../document/node-hooks.ts';
import { boxOf } from '../kit/crop-box.ts';
import { type DisplayPicture, type PictureSource, pictures } from '../results/pictures.ts';
import { decodedPhoto } from '../storage/decoded-photos.ts';

const nothing: PictureSource = { get: () => undefined, subscribe: () => () => {} };

/**
 * The picture that comes in at "image", to paint over; undefined until there is one. A photo is shown
 * in its own size, however small the graph works.
 */
export function usePictureBelow(id: string): DisplayPicture | undefined {
  const from = useDocument(
    ({ document }) => edgesInto(graphIndex(document), { node: id, input: 'image' })[0]?.from.node,
  );
  const { get, subscribe } = from === undefined ? nothing : pictures.of(from);
  const shown = useSyncExternalStore(subscribe, get);
  const photo = useWholePhoto(from ?? '');
  return useMemo(() => (photo && shown && sameShape(photo, shown) ? photo : shown), [photo, shown]);
}

/** Of a node that shows a photo from edge to edge. */
function useWholePhoto(id: string): DisplayPicture | undefined {
  const node = useNode(id);
  const { file, crop } = node?.type === loadImage.type ? node.params : {};
  const [photo, setPhoto] = useState<DisplayPicture>();
  useEffect(() => {
    let left = false;
    setPhoto(undefined);
    const { left: x, top, right, bottom } = boxOf((crop ?? []) as readonly number[]);
    const reference = loadImage.params.file.validate(file);
    if (!reference.ok || x > 0 || top > 0 || right < 1 || bottom < 1) return;
    // What cannot be decoded is said by the node itself.
    const decoded = decodedPhoto(reference.value).catch(() => undefined);
    void decoded.then((pixels) => {
      if (left || !pixels) return;
      const { width, height } = pixels;
      setPhoto({ width, height, pixels, final: true });
    });
    return () => {
      left = true;
    };
  }, [file, crop]);
  return photo;
}

/** As far as rounding to whole pixels lets one tell. */
function sameShape(a: DisplayPicture, b: DisplayPicture): boolean {
  return Math.abs((a.width / a.height) * b.height - b.width) < 1 + b.width / 100;
}
