import { joinBytes } from '../../common/streams.ts';
import { takeOrientation } from './exif.ts';
import { header, letters, type PictureHeader, viewOf } from './header.ts';

/** Start of a frame, which has the size; the codes between them mean other things. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: fill, restart, start. */
const isBare = (marker: number) =>
  marker === 0xff || marker === 1 || (marker >= 0xd0 && marker <= 0xd8);

const endMark = Uint8Array.of(0xff, 0xd9);

/** Walks over the segments to the mark of the end. */
export function readJpeg(file: Uint8Array): PictureHeader {
  const view = viewOf(file);
  let found: Partial<PictureHeader> = {};
  let turned: ReturnType<typeof takeOrientation> | undefined;
  let [passes, channels, profile, finished] = [0, 0, false, false];
  for (let at = nextMarker(file, 2); at !== undefined; ) {
    const marker = file[at + 1] as number;
    if (marker === 0xd9) {
      finished = true;
      break;
    }
    if (isBare(marker)) {
      at = nextMarker(file, at + 1 + Number(marker !== 0xff));
      continue;
    }
    if (at + 4 > file.length) break;
    const [from, to] = [at + 4, at + 2 + view.getUint16(at + 2)];
    if (isFrame(marker) && from + 6 <= file.length) {
      found = { height: view.getUint16(from + 1), width: view.getUint16(from + 3) };
      channels = file[from + 5] as number;
    }
    if (marker === 0xe1 && !turned && letters(file, from, from + 4) === 'Exif') {
      turned = takeOrientation(file, from, to);
    }
    if (marker === 0xe2 && letters(file, from, from + 11) === 'ICC_PROFILE') profile = true;
    if (marker === 0xda) passes += 1;
    at = nextMarker(file, to);
  }
  const { orientation = 1, bytes = file } = turned ?? {};
  return header('jpeg', finished ? bytes : withEnd(bytes), {
    ...found,
    orientation,
    passes: Math.max(1, passes),
    plainCmyk: channels === 4 && !profile,
    unfinished: !finished,
  });
}

/** Where the next marker lies; in the data of a scan, FF is followed by 0 where it is none. */
function nextMarker(file: Uint8Array, from: number): number | undefined {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const marker = file[at + 1];
    if (marker === undefined) return undefined;
    if (marker !== 0 && marker !== 0xff) return at;
  }
  return undefined;
}

/** With the mark of the end, of which one byte may be there. */
function withEnd(file: Uint8Array): Uint8Array {
  return joinBytes([file.at(-1) === 0xff ? file.subarray(0, -1) : file, endMark]);
}

/**
 * The same JPEG with further data before the mark of the end. Decoders fill with grey what is missing
 * of a picture: if anything is, this data is seen in its place, and if nothing is, it changes nothing.
 */
export function withNoise(file: Uint8Array): Uint8Array {
  const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 89) % 251);
  return joinBytes([file.subarray(0, -endMark.length), noise, endMark]);
}
