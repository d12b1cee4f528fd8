import sharp from 'sharp';
import { joinBytes } from '../../src/common/streams.ts';
import { readChunks, writeChunk } from '../../src/runtime/png/chunks.ts';

const [width, height] = [8, 6];

interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly rgba: readonly [number, number, number, number];
  /** 0: stays; 1: is cleared; 2: what was there before comes back. */
  readonly dispose: 0 | 1 | 2;
  readonly blend: 0 | 1;
}

const parts: readonly Part[] = [
  { left: 0, top: 0, width, height, rgba: [200, 40, 20, 255], dispose: 0, blend: 0 },
  // Half transparent over red, and gone afterwards.
  { left: 2, top: 1, width: 4, height: 3, rgba: [0, 0, 255, 102], dispose: 2, blend: 1 },
  // In place of red, which leaves a hole.
  { left: 1, top: 1, width: 3, height: 2, rgba: [0, 255, 0, 255], dispose: 1, blend: 0 },
  { left: 6, top: 4, width: 2, height: 2, rgba: [10, 20, 30, 255], dispose: 0, blend: 1 },
];

const red = [200, 40, 20];
const blend = (above: number, below: number) => Math.round((above * 102 + below * 153) / 255);
const blueOverRed = [blend(0, 200), blend(0, 40), blend(255, 20)];

/** What is to be seen at a place of a frame: worked out by hand, on white. */
function shade(frame: number, x: number, y: number): readonly number[] {
  const inside = ({ left, top, width: w, height: h }: Part) =>
    x >= left && x < left + w && y >= top && y < top + h;
  const [, blue, green, dark] = parts as [Part, Part, Part, Part];
  if (frame === 1 && inside(blue)) return blueOverRed;
  if (frame === 2 && inside(green)) return [0, 255, 0];
  if (frame === 3 && inside(dark)) return [10, 20, 30];
  if (frame === 3 && inside(green)) return [255, 255, 255];
  return red;
}

/** An animated PNG with every way to lay frames over each other, and its frames as RGB on white. */
export async function makeApng(): Promise<{
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly frames: readonly (readonly number[])[];
}> {
  const stills = await Promise.all(parts.map(stillOf));
  const [first] = stills;
  const header = chunksOf(first as Buffer).find(({ type }) => type === 'IHDR');
  const chunks: Uint8Array[] = [
    (first as Buffer).subarray(0, 8),
    writeChunk('IHDR', header?.data ?? new Uint8Array()),
    writeChunk('acTL', words([parts.length, 0])),
  ];
  let sequence = 0;
  for (const [index, part] of parts.entries()) {
    chunks.push(writeChunk('fcTL', control(sequence++, part)));
    for (const { type, data } of chunksOf(stills[index] as Buffer)) {
      if (type !== 'IDAT') continue;
      const isFirst = index === 0;
      const body = isFirst ? data : joinBytes([words([sequence++]), data]);
      chunks.push(writeChunk(isFirst ? 'IDAT' : 'fdAT', body));
    }
  }
  chunks.push(writeChunk('IEND', new Uint8Array()));
  const frames = parts.map((_, frame) =>
    Array.from({ length: width * height }, (_pixel, at) =>
      shade(frame, at % width, Math.floor(at / width)),
    ).flat(),
  );
  return { bytes: joinBytes(chunks), frames };
}

const chunksOf = (png: Uint8Array) => [...readChunks(png)];

function stillOf(part: Part): Promise<Buffer> {
  const data = Uint8Array.from(
    { length: 4 * part.width * part.height },
    (_, at) => part.rgba[at % 4] as number,
  );
  const raw = { width: part.width, height: part.height, channels: 4 } as const;
  return sharp(data, { raw }).png({ palette: false }).toBuffer();
}

function words(values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of values.entries()) view.setUint32(4 * at, value);
  return bytes;
}

function control(sequence: number, { left, top, dispose, blend: over, ...size }: Part): Uint8Array {
  const bytes = new Uint8Array(26);
  bytes.set(words([sequence, size.width, size.height, left, top]));
  bytes.set([0, 1, 0, 10, dispose, over], 20);
  return bytes;
}
