import { deflate, inflate, joinBytes } from '../../common/streams.ts';
import { inAscii } from '../../common/text.ts';

/** A text chunk before its text is unpacked. */
export interface TextChunk {
  readonly keyword: string;
  readonly body: Uint8Array;
  readonly packed: boolean;
  /** What the standard says. Some programs put UTF-8 into any kind. */
  readonly encoding: 'utf-8' | 'latin1';
}

/**
 * Data of an iTXt chunk with JSON packed; no language, no translated keyword. Other letters than
 * those of ASCII are escaped: so the text is the same in whatever encoding programs copy it.
 */
export async function packJson(keyword: string, json: string): Promise<Uint8Array> {
  const head = new TextEncoder().encode(`${keyword}\0\x01\0\0\0`);
  return joinBytes([head, await deflate(new TextEncoder().encode(inAscii(json)), 'deflate')]);
}

const textTypes = new Set(['tEXt', 'zTXt', 'iTXt']);

/** Reads the three kinds of text chunk; undefined for other chunks and damaged ones. */
export function readTextChunk(type: string, data: Uint8Array): TextChunk | undefined {
  if (!textTypes.has(type)) return undefined;
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 0) return undefined;
  const keyword = new TextDecoder('latin1').decode(data.subarray(0, keywordEnd));
  const rest = data.subarray(keywordEnd + 1);
  switch (type) {
    case 'tEXt':
      return { keyword, body: rest, packed: false, encoding: 'latin1' };
    case 'zTXt':
      return { keyword, body: rest.subarray(1), packed: true, encoding: 'latin1' };
    case 'iTXt': {
      const languageEnd = rest.indexOf(0, 2);
      const translatedEnd = rest.indexOf(0, languageEnd + 1);
      if (languageEnd < 0 || translatedEnd < 0) return undefined;
      const body = rest.subarray(translatedEnd + 1);
      return { keyword, body, packed: rest[0] === 1, encoding: 'utf-8' };
    }
    default:
      return undefined;
  }
}

/** The text of a chunk. Rejects when it is damaged or longer than `limit` bytes. */
export async function unpackText(chunk: TextChunk, limit: number): Promise<string> {
  const { body, packed, encoding } = chunk;
  const bytes = packed ? await inflate(body, 'deflate', limit) : body;
  if (bytes.length > limit) throw new RangeError('The text is too long.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (encoding === 'utf-8') throw error;
    return new TextDecoder(encoding).decode(bytes);
  }
}
