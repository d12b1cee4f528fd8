/** How a file says what made it: in a PNG's text `Software`, in the EXIF tag of that name elsewhere. */

const maker = 'Dreamgraph, ';

export interface Making {
  /** The arithmetic (`Environment.profile`): only the same makes the same picture again. */
  readonly profile?: string | undefined;
  /** The content key of what the file shows, 32 hex digits: an equal one would be the same file. */
  readonly key?: string | undefined;
}

/** "Dreamgraph, wasm simd 3, key 0123456789abcdef0123456789abcdef"; null where nothing is known. */
export function softwareText({ profile, key }: Making): string | null {
  const parts = [profile, key && `key ${key}`].filter((part) => part !== undefined);
  return parts.length === 0 ? null : maker + parts.join(', ');
}

export function madeByUs(text: string): boolean {
  return text.startsWith(maker);
}

/** The key in the bytes of a text chunk or an EXIF block; null: there is none. */
export function keyIn(bytes: Uint8Array): string | null {
  const text = new TextDecoder('latin1').decode(bytes);
  return /Dreamgraph, (?:[^,]+, )?key ([0-9a-f]{32})/.exec(text)?.[1] ?? null;
}
