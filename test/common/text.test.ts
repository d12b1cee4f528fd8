import { expect, test } from 'vitest';
import { decodeText } from '../../src/common/text.ts';

const text = '{"name": "Grün 画"}';
const utf16 = Buffer.from(text, 'utf16le');

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', utf16],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16, high byte first', Buffer.from(utf16).swap16()],
  ['UTF-16, high byte first, with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('text is read as %s', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test('no text is no text', () => {
  expect(decodeText(new Uint8Array())).toBe('');
});
