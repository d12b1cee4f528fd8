import { extractDocument } from '../../runtime/client.ts';

/** The JSON text of the graph inside a picture, if it carries one. */
export async function graphInPicture(file: File): Promise<string | undefined> {
  if (file.type !== 'image/png' && !/\.png$/i.test(file.name)) return undefined;
  const found = await extractDocument(new Uint8Array(await file.arrayBuffer()));
  return found.ok ? found.value : undefined;
}
