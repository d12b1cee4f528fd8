/**
 * Pixels as a BMP file, which is nothing but a header before them: an image from them costs no
 * encoding, and the browser decodes it beside the page's thread.
 */
export function bmpOf({ width, height, data }: Pick<ImageData, 'width' | 'height' | 'data'>): Blob {
  const header = new DataView(new ArrayBuffer(headerSize));
  header.setUint16(0, 0x424d);
  header.setUint32(2, headerSize + data.byteLength, true);
  header.setUint32(10, headerSize, true);
  // BITMAPV4HEADER, the first version that says which byte is which colour.
  header.setUint32(14, headerSize - 14, true);
  header.setInt32(18, width, true);
  // Below zero: the first line is the uppermost.
  header.setInt32(22, -height, true);
  header.setUint16(26, 1, true);
  header.setUint16(28, 32, true);
  header.setUint32(30, bitFields, true);
  header.setUint32(34, data.byteLength, true);
  for (const [at, mask] of [0xff, 0xff00, 0xff0000, 0xff000000].entries()) {
    header.setUint32(54 + 4 * at, mask, true);
  }
  header.setUint32(70, sRgb, true);
  return new Blob([header, data as BlobPart], { type: 'image/bmp' });
}

const headerSize = 122;
const bitFields = 3;
const sRgb = 0x73524742;
