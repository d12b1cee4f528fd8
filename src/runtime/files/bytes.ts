import { fail, ok, type Result } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';

/** The bytes of a data URL. Problem: `data-url`. */
export function readDataUrl(data: string): Result<Uint8Array> {
  const comma = data.indexOf(',');
  const damaged = fail({
    code: 'data-url',
    message: 'The picture inside the document is damaged. Paste or choose it again.',
  });
  if (comma < 0) return damaged;
  const body = data.slice(comma + 1);
  try {
    if (!data.slice(0, comma).endsWith(';base64')) {
      return ok(new TextEncoder().encode(decodeURIComponent(body)));
    }
    return ok(Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)));
  } catch {
    return damaged;
  }
}

/** Downloads a file. Problem: `download`. */
export async function readUrl(url: string): Promise<Result<Uint8Array>> {
  try {
    const response = await fetch(url);
    if (!response.ok) return fail(unreachable(url, `the server answered ${response.status}`));
    return ok(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    return fail(unreachable(url, error instanceof Error ? error.message : String(error)));
  }
}

function unreachable(url: string, why: string) {
  const message = `${url} could not be downloaded: ${why}. Check the address and the connection.`;
  return { code: 'download', message };
}

/** What sentences call the file. */
export function nameOfReference(reference: FileReference): string {
  switch (reference.from) {
    case 'nothing':
      return 'no file';
    case 'bundled':
    case 'file':
      return reference.name;
    case 'data':
      return reference.name ?? 'the pasted picture';
    case 'url':
      return reference.url;
  }
}
