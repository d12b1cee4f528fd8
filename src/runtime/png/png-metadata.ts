import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { joinBytes } from '../../common/streams.ts';
import { type Chunk, isPng, readChunks, writeChunk } from './chunks.ts';
import { keyIn, type Making, madeByUs, softwareText } from './software.ts';
import { packJson, readTextChunk, unpackText } from './text-chunk.ts';

const keyword = 'dreamgraph';
/** What PNG has for the name of the program; viewers show it. */
const softwareKeyword = 'Software';
/** Graphs have some kilobytes; pasted pictures inside them, some hundreds. */
const longestDocument = 8 * 2 ** 20;

/**
 * Puts a document, as JSON text, into a PNG file: one packed iTXt chunk `dreamgraph` before the
 * pixels, in place of any that was there. The pixels stay as they are. Problem: `not-png`.
 * @param making what made the picture, which goes into a text `Software`.
 */
export async function embedDocument(
  png: Uint8Array,
  json: string,
  making: Making = {},
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const plain = stripDocument(png);
  if (!plain.ok) return plain;
  const bytes = plain.value;
  const pixels = [...readChunks(bytes)].find(({ type }) => type === 'IDAT');
  if (!pixels) return fail(notPng);
  const chunks = [writeChunk('iTXt', await packJson(keyword, json))];
  const software = softwareText(making);
  if (software !== null) {
    const text = new TextEncoder().encode(`${softwareKeyword}\0${software}`);
    chunks.unshift(writeChunk('tEXt', text));
  }
  const [before, after] = [bytes.subarray(0, pixels.start), bytes.subarray(pixels.start)];
  return ok(joinBytes([before, ...chunks, after]));
}

/**
 * The JSON text of the document inside a PNG file, wherever its chunk stands, packed or not, also
 * when the file is cut off after it. Problems: `not-png`, `no-document`, `damaged-document`,
 * `document-too-long`.
 */
export async function extractDocument(png: Uint8Array): Promise<Result<string>> {
  if (!isPng(png)) return fail(notPng);
  for (const { type, data } of readChunks(png)) {
    const text = readTextChunk(type, data);
    if (text?.keyword !== keyword) continue;
    try {
      return ok(await unpackText(text, longestDocument));
    } catch (error) {
      return fail(error instanceof RangeError ? tooLong : damaged);
    }
  }
  return fail(none);
}

/** The content key that a PNG file says it was made for; null: it says none. */
export function keyOfPng(png: Uint8Array): string | null {
  for (const { type, data } of readChunks(png)) {
    const text = readTextChunk(type, data);
    if (text?.keyword === softwareKeyword) return keyIn(text.body);
  }
  return null;
}

/** The file without its document. Problem: `not-png`. */
export function stripDocument(png: Uint8Array): Result<Uint8Array<ArrayBuffer>> {
  if (!isPng(png)) return fail(notPng);
  const kept: Uint8Array[] = [];
  let from = 0;
  for (const chunk of readChunks(png)) {
    if (!isDocument(chunk)) continue;
    kept.push(png.subarray(from, chunk.start));
    from = chunk.end;
  }
  return ok(joinBytes([...kept, png.subarray(from)]));
}

/** The graph, or what made it. */
function isDocument({ type, data }: Chunk): boolean {
  const text = readTextChunk(type, data);
  if (text?.keyword === keyword) return true;
  return text?.keyword === softwareKeyword && isOurs(text.body);
}

function isOurs(body: Uint8Array): boolean {
  return madeByUs(new TextDecoder('latin1').decode(body));
}

const notPng: Problem = {
  code: 'not-png',
  message: 'This is not a PNG picture. Only PNG files can carry a graph.',
};

const none: Problem = {
  code: 'no-document',
  message:
    'This picture contains no graph. It was not exported from Dreamgraph, or the graph was stripped.',
};

const tooLong: Problem = {
  code: 'document-too-long',
  message: 'The graph inside this picture unpacks to more than 8 MB and was not opened.',
  remedy: 'Open the graph from a .dream.json file.',
};

const damaged: Problem = {
  code: 'damaged-document',
  message: 'The graph inside this picture is damaged. Use the file as it was exported.',
};
