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
