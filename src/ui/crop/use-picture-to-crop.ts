import { useEffect, useState } from 'react';
import { isJsonObject } from '../../graph/document/json.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { useNode } from '../document/node-hooks.ts';
import { type DisplayPicture, pictures } from '../results/pictures.ts';
import { useIncomingPicture } from '../results/use-picture.ts';
import { bytesOf } from '../run/source-pictures.ts';

/** The whole picture that a node cuts a part out of: its file, or what comes in. */
export function usePictureToCrop(id: string): DisplayPicture | undefined {
  const file = useNode(id)?.params.file;
  const incoming = useIncomingPicture(id);
  const [own, setOwn] = useState<DisplayPicture>();
  useEffect(() => {
    if (!isJsonObject(file)) return;
    let left = false;
    let bitmap: ImageBitmap | undefined;
    void decode(file as unknown as FileReference).then((decoded) => {
      if (left) return decoded?.close();
      bitmap = decoded;
      const { width = 0, height = 0 } = decoded ?? {};
      setOwn(decoded && { width, height, pixels: decoded, final: true });
    });
    return () => {
      left = true;
      bitmap?.close();
    };
  }, [file]);
  return own ?? (incoming === undefined ? undefined : pictures.get(incoming));
}

async function decode(reference: FileReference): Promise<ImageBitmap | undefined> {
  try {
    const bytes = await bytesOf(reference);
    return bytes && (await createImageBitmap(bytes));
  } catch {
    // The node itself says in words what is wrong with the file.
    return undefined;
  }
}
