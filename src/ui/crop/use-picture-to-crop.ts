import { useEffect, useState } from 'react';
import { isJsonObject } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { paramValue } from '../../graph/params/values.ts';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { type DisplayPicture, pictures } from '../results/pictures.ts';
import { useIncomingPicture } from '../results/use-picture.ts';
import { decodedPhoto } from '../storage/decoded-photos.ts';

/** The whole picture that a node cuts a part out of: its file, or what comes in. */
export function usePictureToCrop(id: string): DisplayPicture | undefined {
  const node = useNode(id);
  const spec = definitionOf(node)?.params.file;
  const file = node && spec && paramValue(node.params, 'file', spec);
  const incoming = useIncomingPicture(id);
  const [own, setOwn] = useState<DisplayPicture>();
  useEffect(() => {
    if (!isJsonObject(file)) return;
    let left = false;
    // The node itself says in words what is wrong with a file that cannot be decoded.
    const decoded = decodedPhoto(file as unknown as FileReference).catch(() => undefined);
    void decoded.then((pixels) => {
      if (left) return;
      const { width = 0, height = 0 } = pixels ?? {};
      setOwn(pixels && { width, height, pixels, final: true });
    });
    return () => {
      left = true;
    };
  }, [file]);
  return own ?? (incoming === undefined ? undefined : pictures.get(incoming));
}
