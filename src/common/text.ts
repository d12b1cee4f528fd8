/**
 * Text as editors and shells store it: UTF-8, or UTF-16 of either order, which PowerShell writes. A
 * byte order mark says which and is left out; without one, JSON of UTF-16 has a zero in every pair.
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be';
  return 'utf-8';
}

/** JSON with all letters but those of ASCII escaped: the text is then the same in whatever encoding it is read. */
export function inAscii(json: string): string {
  return json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
