/**
 * Everything that a stream gives, in one piece.
 * @param onBytes called with the count so far; what it throws ends the stream.
 */
export async function readStream(
  stream: ReadableStream<Uint8Array>,
  onBytes: (count: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let count = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      count += next.value.length;
      onBytes(count);
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error;
  }
  return joinBytes(parts);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** With the checksum of zlib (`deflate`), or bare (`deflate-raw`). */
type Format = 'deflate' | 'deflate-raw';

export function deflate(bytes: Uint8Array, format: Format): Promise<Uint8Array<ArrayBuffer>> {
  return readStream(streamOf(bytes).pipeThrough(new CompressionStream(format)));
}

/**
 * Rejects when the bytes are damaged, or unpack to more than `limit` bytes: a few kilobytes can be
 * packed gigabytes. They go in a little at a time, because browsers unpack all that a stream is given
 * before anyone can stop it: no more than some megabytes come out beyond the limit. The platform's
 * streams and not fflate, which does not check zlib's checksum.
 */
export function inflate(
  bytes: Uint8Array,
  format: Format,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  return readStream(inPieces(bytes).pipeThrough(new DecompressionStream(format)), (count) => {
    if (count > limit) throw new RangeError(`More than ${limit} bytes come out.`);
  });
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
}

/** At most a thousand times as much comes out of a piece. */
const pieceLength = 4096;

/** Gives the next piece when the one before has been taken. */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (at >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(at, at + pieceLength));
        at += pieceLength;
      },
    },
    { highWaterMark: 0 },
  );
}
