import type { ByteSink, Spool } from '../clip-writer.ts';

/** What `StreamTarget` of mediabunny writes. */
interface PlacedBytes {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly position: number;
}

/** A file that grows as pieces which the browser keeps, on the disk when they are many. */
export interface BlobSink extends ByteSink {
  stream(): WritableStream<PlacedBytes>;
  file(type: string): Blob;
}

/** Pieces smaller than this wait for others, in bytes. */
const pieceLength = 2 ** 20;

export function createBlobSink(): BlobSink {
  let kept = new Blob();
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingLength = 0;
  const settle = () => {
    if (waitingLength > 0) kept = new Blob([kept, ...waiting]);
    [waiting, waitingLength] = [[], 0];
  };
  const append = async (bytes: Uint8Array) => {
    waiting.push(bytes.slice());
    waitingLength += bytes.length;
    if (waitingLength >= pieceLength) settle();
  };
  const patch = async (position: number, bytes: Uint8Array) => {
    settle();
    const end = position + bytes.length;
    const piece = bytes.slice();
    kept = new Blob([kept.slice(0, position), piece, kept.slice(end)]);
  };
  return {
    append,
    patch,
    stream: () =>
      new WritableStream({
        write: ({ data, position }) => {
          const end = kept.size + waitingLength;
          if (position === end) return append(data);
          if (position + data.length <= end) return patch(position, data);
          throw new Error(`Bytes at ${position} of a file that ends at ${end}.`);
        },
      }),
    file: (type) => {
      settle();
      return new Blob([kept], { type });
    },
  };
}

export function createBlobSpool(): Spool {
  const pieces: Blob[] = [];
  return {
    put: async (bytes) => {
      pieces.push(new Blob([bytes]));
    },
    get: async (index) => new Uint8Array(await (pieces[index] ?? new Blob()).arrayBuffer()),
  };
}
