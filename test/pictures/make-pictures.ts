/**
 * Writes test/fixtures/pictures: small pictures of all formats, depths, kinds of colour, profiles and
 * orientations, and what each is in sRGB, computed apart from the product. Each is six patches of 8 x 8
 * pixels, three in a row. Run it with `npx tsx test/pictures/make-pictures.ts`.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Case } from './cases.ts';
import {
  adobeRgb,
  bt2020,
  type Curve,
  colorants,
  curveTags,
  displayP3,
  power,
  profile,
  type Rgb,
  rec709,
  srgbCurve,
  toSrgb,
} from './colour.ts';
import {
  bmp,
  chunk,
  exif,
  iccChunk,
  png,
  type Stored,
  units,
  webpWithExif,
  withSegment,
} from './files.ts';

const folder = 'test/fixtures/pictures';
const [width, height] = [24, 16];
const patches: readonly Rgb[] = [
  [0.9, 0.2, 0.1],
  [0.2, 0.8, 0.3],
  [0.1, 0.25, 0.9],
  [0.5, 0.5, 0.5],
  [0.95, 0.9, 0.6],
  [0.08, 0.05, 0.12],
];
const patchAt = (x: number, y: number) => Math.floor(x / 8) + 3 * Math.floor(y / 8);
const greys = patches.map(([r, g, b]) => 0.3 * r + 0.6 * g + 0.1 * b);
const alphas = [1, 0.8, 0.6, 0.4, 0.2, 0];

const cases: Case[] = [];

type Exact = readonly (readonly number[])[];

async function add(file: string, bytes: Uint8Array, exact: Exact, more: Partial<Case> = {}) {
  await writeFile(`${folder}/${file}`, bytes);
  const rounded = exact.map((patch) => patch.map((value) => Math.round(value * 100) / 100));
  cases.push({ file, width, height, patches: rounded, ...more });
}

/** Whole numbers of so many bits, and the values they stand for. */
const quantised = (value: number, bits: number) => Math.round(value * (2 ** bits - 1));
const back = (value: number, bits: number) => quantised(value, bits) / (2 ** bits - 1);
const rgb = (bits: number): Stored => ({
  ...{ width, height, bits, channels: 3 },
  at: (x, y) => (patches[patchAt(x, y)] as Rgb).map((v) => quantised(v, bits)),
});
const grey = (bits: number): Stored => ({
  ...{ width, height, bits, channels: 1 },
  at: (x, y) => [quantised(greys[patchAt(x, y)] as number, bits)],
});
const withAlpha = (stored: Stored): Stored => ({
  ...stored,
  channels: stored.channels + 1,
  at: (x, y) => [...stored.at(x, y), quantised(alphas[patchAt(x, y)] as number, stored.bits)],
});
const indexed = (bits: number): Stored => ({
  ...{ width, height, bits, channels: 1 },
  at: (x, y) => [patchAt(x, y) % 2 ** bits],
});

const inSrgb = { primaries: rec709, curve: srgbCurve };
const exactly = (bits: number, space = inSrgb): Exact =>
  patches.map((patch) => toSrgb(space, patch.map((v) => back(v, bits)) as unknown as Rgb));
const exactGrey = (bits: number, curve: Curve = srgbCurve): Exact =>
  greys.map((value) => {
    const v = back(value, bits);
    return toSrgb({ primaries: rec709, curve }, [v, v, v]);
  });
const onWhite = (exact: Exact, bits: number): Exact =>
  exact.map((patch, i) => {
    const alpha = back(alphas[i] as number, bits);
    return patch.map((value) => value * alpha + 255 * (1 - alpha));
  });
const transparent = (exact: Exact, ...which: number[]): Exact =>
  exact.map((patch, i) => (which.includes(i) ? [255, 255, 255] : patch));

async function plainPngs() {
  for (const bits of [1, 2, 4, 8, 16]) {
    await add(`png-grey${bits}.png`, png(grey(bits), 0), exactGrey(bits));
  }
  for (const bits of [8, 16]) {
    await add(`png-rgb${bits}.png`, png(rgb(bits), 2), exactly(bits));
    await add(`png-rgb${bits}-interlaced.png`, png(rgb(bits), 2, [], true), exactly(bits));
    await add(`png-rgba${bits}.png`, png(withAlpha(rgb(bits)), 6), onWhite(exactly(bits), bits));
    await add(
      `png-greya${bits}.png`,
      png(withAlpha(grey(bits)), 4),
      onWhite(exactGrey(bits), bits),
    );
    const key = Buffer.alloc(6);
    for (const [i, value] of rgb(bits).at(0, 0).entries()) key.writeUInt16BE(value, 2 * i);
    const file = png(rgb(bits), 2, [chunk('tRNS', key)]);
    await add(`png-rgb${bits}-key.png`, file, transparent(exactly(bits), 0));
    const greyKey = Buffer.alloc(2);
    greyKey.writeUInt16BE(grey(bits).at(8, 0)[0] as number);
    const keyed = png(grey(bits), 0, [chunk('tRNS', greyKey)]);
    await add(`png-grey${bits}-key.png`, keyed, transparent(exactGrey(bits), 1));
  }
  for (const bits of [1, 2, 4, 8]) {
    const palette = exactly(8).slice(0, 2 ** bits);
    const colours = chunk('PLTE', palette.flat().map(Math.round));
    const exact = patches.map((_, i) => palette[i % 2 ** bits] as number[]);
    await add(`png-palette${bits}.png`, png(indexed(bits), 3, [colours]), exact);
    const clear = png(indexed(bits), 3, [colours, chunk('tRNS', [0])]);
    const gone = [0, 1, 2, 3, 4, 5].filter((i) => i % 2 ** bits === 0);
    await add(`png-palette${bits}-clear.png`, clear, transparent(exact, ...gone));
  }
}

const white = [0.3127, 0.329];
const inP3 = { primaries: displayP3, curve: srgbCurve };
const inAdobe = { primaries: adobeRgb, curve: power(563 / 256) };
const p3 = profile(curveTags.srgb, colorants.displayP3);

/** What chunks say of colours, and what the pixels then mean. */
const colourChunks: Readonly<Record<string, readonly [Buffer[], typeof inSrgb]>> = {
  'icc-srgb': [[iccChunk(profile(curveTags.srgb, colorants.srgb))], inSrgb],
  'icc-p3': [[iccChunk(p3)], inP3],
  'icc-adobe': [[iccChunk(profile(curveTags.exponent(563 / 256), colorants.adobeRgb))], inAdobe],
  'icc-table': [
    [iccChunk(profile(curveTags.table(power(1.8)), colorants.srgb))],
    { primaries: rec709, curve: power(1.8) },
  ],
  'gama-1': [[chunk('gAMA', units([1]))], { primaries: rec709, curve: power(1) }],
  'gama-1.8': [[chunk('gAMA', units([0.55556]))], { primaries: rec709, curve: power(1.8) }],
  // How sRGB was written before it had a chunk, and what browsers and libpng take it for.
  'gama-2.2': [[chunk('gAMA', units([0.45455]))], inSrgb],
  'gama-chrm': [
    [chunk('gAMA', units([0.45455])), chunk('cHRM', units([...white, ...adobeRgb]))],
    { primaries: adobeRgb, curve: power(2.2) },
  ],
  'srgb-over-gama': [[chunk('sRGB', [0]), chunk('gAMA', units([1]))], inSrgb],
  'cicp-p3': [[chunk('cICP', [12, 13, 0, 1])], inP3],
  'cicp-2020': [[chunk('cICP', [9, 13, 0, 1])], { primaries: bt2020, curve: srgbCurve }],
  // As screens show it (BT.1886), and not as cameras make it.
  'cicp-709': [[chunk('cICP', [1, 1, 0, 1])], { primaries: rec709, curve: power(2.4) }],
  'cicp-linear': [[chunk('cICP', [1, 8, 0, 1])], { primaries: rec709, curve: power(1) }],
  'cicp-over-icc': [[chunk('cICP', [1, 13, 0, 1]), iccChunk(p3)], inSrgb],
};

async function colouredPngs() {
  for (const [name, [chunks, space]] of Object.entries(colourChunks)) {
    for (const bits of [8, 16]) {
      await add(`png-rgb${bits}-${name}.png`, png(rgb(bits), 2, chunks), exactly(bits, space));
    }
  }
  const file = png(withAlpha(rgb(16)), 6, [iccChunk(p3)]);
  await add('png-rgba16-icc-p3.png', file, onWhite(exactly(16, inP3), 16));
  for (const bits of [8, 16]) {
    const icc = iccChunk(profile(curveTags.exponent(1.8)));
    const exact = exactGrey(bits, power(461 / 256));
    await add(`png-grey${bits}-icc.png`, png(grey(bits), 0, [icc]), exact);
    const linear = png(grey(bits), 0, [chunk('gAMA', units([1]))]);
    await add(`png-grey${bits}-gama-1.png`, linear, exactGrey(bits, power(1)));
  }
}

/** Patches of the upright picture, by where each lies in the stored one. */
const turns: Readonly<Record<number, readonly number[]>> = {
  1: [0, 1, 2, 3, 4, 5],
  2: [2, 1, 0, 5, 4, 3],
  3: [5, 4, 3, 2, 1, 0],
  4: [3, 4, 5, 0, 1, 2],
  5: [0, 3, 1, 4, 2, 5],
  6: [3, 0, 4, 1, 5, 2],
  7: [5, 2, 4, 1, 3, 0],
  8: [2, 5, 1, 4, 0, 3],
};

async function addTurned(
  file: string,
  bytes: Uint8Array,
  orientation: number,
  more?: Partial<Case>,
) {
  const exact = exactly(8);
  const turned = (turns[orientation] as readonly number[]).map((i) => exact[i] as number[]);
  const size = orientation >= 5 ? { width: height, height: width } : {};
  await add(file, bytes, turned, { ...size, ...more });
}

const raw = (): Sharp => {
  const stored = rgb(8);
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(stored.at(x, y), (y * width + x) * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
};
const jpegOptions = { quality: 100, chromaSubsampling: '4:4:4' } as const;
const prefixed = (orientation: number) =>
  Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(orientation)]);

async function turnedPictures() {
  const jpeg = await raw().jpeg(jpegOptions).toBuffer();
  const webp = await raw().webp({ lossless: true }).toBuffer();
  for (let turn = 1; turn <= 8; turn++) {
    await addTurned(`jpeg-turn${turn}.jpg`, withSegment(jpeg, 0xe1, prefixed(turn)), turn);
    const plain = webpWithExif(webp, width, height, exif(turn));
    await addTurned(`webp-turn${turn}.webp`, plain, turn);
    await addTurned(`png-turn${turn}.png`, png(rgb(8), 2, [chunk('eXIf', exif(turn))]), turn);
  }
  const odd = webpWithExif(webp, width, height, prefixed(6));
  await addTurned('webp-turn6-prefixed.webp', odd, 6);
  const tiff = await raw().withMetadata({ orientation: 6 }).tiff({ compression: 'lzw' }).toBuffer();
  await addTurned('tiff-turn6.tif', tiff, 6, { only: 'node' });
}

async function lossyFormats() {
  const exact = exactly(8);
  await add('jpeg.jpg', await raw().jpeg(jpegOptions).toBuffer(), exact);
  const progressive = await raw()
    .jpeg({ ...jpegOptions, progressive: true })
    .toBuffer();
  await add('jpeg-progressive.jpg', progressive, exact);
  await add('jpeg-without-end.jpg', progressive.subarray(0, -2), exact);
  const half = await raw().greyscale().toColourspace('b-w').jpeg(jpegOptions).toBuffer();
  const luma = await sharp(half).raw().toBuffer({ resolveWithObject: true });
  const shades = patches.map((_, i) => {
    const at = (4 + 8 * Math.floor(i / 3)) * width + 4 + 8 * (i % 3);
    return Array(3).fill(luma.data[at * luma.info.channels] as number) as number[];
  });
  await add('jpeg-grey.jpg', half, shades);
  const icc = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), p3]);
  const tagged = withSegment(await raw().jpeg(jpegOptions).toBuffer(), 0xe2, icc);
  await add('jpeg-icc-p3.jpg', tagged, exactly(8, inP3));
  await add('webp-lossless.webp', await raw().webp({ lossless: true }).toBuffer(), exact);
  await add('avif.avif', await raw().avif(avifOptions).toBuffer(), exact);
  await add('avif-named.jpg', await raw().avif(avifOptions).toBuffer(), exact);
  const deep = await raw()
    .avif({ ...avifOptions, bitdepth: 10 })
    .toBuffer();
  await add('avif10.avif', deep, exact);
  await addNclx();
}

const avifOptions = { lossless: true, chromaSubsampling: '4:4:4' } as const;

/** sharp writes code points of sRGB: the ones of Display P3 in their place. */
async function addNclx() {
  const file = await raw().avif(avifOptions).toBuffer();
  const at = file.indexOf('nclx');
  if (at < 0) throw new Error('sharp writes no code points any longer.');
  file.writeUInt16BE(12, at + 4);
  await add('avif-nclx-p3.avif', file, exactly(8, inP3));
}

/** Inks that each take away their share of the light. */
async function addCmyk() {
  const jpeg = await raw().toColourspace('cmyk').jpeg(jpegOptions).toBuffer();
  const { data } = await sharp(jpeg)
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const exact = patches.map((_, i) => {
    const at = 4 * ((4 + 8 * Math.floor(i / 3)) * width + 4 + 8 * (i % 3));
    const [c = 0, m = 0, y = 0, k = 0] = data.subarray(at, at + 4);
    return [c, m, y].map((ink) => ((255 - ink) * (255 - k)) / 255);
  });
  await add('jpeg-cmyk.jpg', jpeg, exact);
}

async function otherFormats() {
  const exact = exactly(8);
  const gif = await sharp(png(rgb(8), 2))
    .gif({ dither: 0 })
    .toBuffer();
  await add('gif.gif', gif, exact);
  const palette = exact.map((patch) => patch.map(Math.round));
  for (const bits of [1, 4, 8]) {
    const few = palette.slice(0, 2 ** bits);
    const shown = patches.map((_, i) => few[i % 2 ** bits] as number[]);
    await add(`bmp${bits}.bmp`, bmp(indexed(bits), { palette: few }), shown);
  }
  await add('bmp8-runs.bmp', bmp(indexed(8), { palette, runs: true }), exact);
  const bgr: Stored = { ...rgb(8), bits: 24, at: (x, y) => [...rgb(8).at(x, y)].reverse() };
  await add('bmp24.bmp', bmp(bgr), exact);
  await add('bmp24-top-first.bmp', bmp(bgr, { topFirst: true }), exact);
  const bgrx: Stored = { ...bgr, channels: 4, at: (x, y) => [...bgr.at(x, y), 0] };
  await add('bmp32.bmp', bmp(bgrx), exact);
  const short = ([r, g, b]: Rgb) =>
    (quantised(r, 5) << 11) | (quantised(g, 6) << 5) | quantised(b, 5);
  const bits16: Stored = {
    ...{ width, height, bits: 16, channels: 1 },
    at: (x, y) => [short(patches[patchAt(x, y)] as Rgb)],
  };
  const coarse = patches.map(([r, g, b]) =>
    [back(r, 5), back(g, 6), back(b, 5)].map((v) => v * 255),
  );
  await add('bmp16.bmp', bmp(bits16, { masks: [0xf800, 0x7e0, 0x1f] }), coarse);
  await add('tiff8.tif', await raw().tiff({ compression: 'lzw' }).toBuffer(), exact, {
    only: 'node',
  });
  const deep = await sharp(png(rgb(16), 2))
    .toColourspace('rgb16')
    .tiff({ compression: 'lzw' })
    .toBuffer();
  await add('tiff16.tif', deep, exactly(16), { only: 'node' });
}

/** Without flat patches: what they are in sRGB depends on the decoder, which is to be the same everywhere. */
async function texturedPictures() {
  const [across, down] = [67, 45];
  const data = Buffer.alloc(across * down * 3);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / 3) % across, Math.floor(i / 3 / across)];
    const grain = ((i * 7919) % 251) / 251 - 0.5;
    data[i] = 128 + 90 * Math.sin(x / (5 + (i % 3)) + y / 9) + 60 * grain;
  }
  const textured = () => sharp(data, { raw: { width: across, height: down, channels: 3 } });
  const files: Readonly<Record<string, Sharp>> = {
    'textured.jpg': textured().jpeg({ quality: 80 }),
    'textured-progressive.jpg': textured().jpeg({ quality: 60, progressive: true }),
    'textured-444.jpg': textured().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    'textured.webp': textured().webp({ quality: 80 }),
    'textured.avif': textured().avif({ quality: 70, chromaSubsampling: '4:4:4' }),
    'textured-420.avif': textured().avif({ quality: 70, chromaSubsampling: '4:2:0' }),
    'textured.gif': textured().gif(),
  };
  for (const [file, made] of Object.entries(files)) {
    await writeFile(`${folder}/${file}`, await made.toBuffer());
  }
}

/** A text that says its own encoding wrongly, as some programs write it, beside the pixels. */
async function pngWithText() {
  const text = chunk('tEXt', Buffer.from('Comment\0Ein Gruß, größer', 'utf8'));
  await add('png-rgb8-text-utf8.png', png(rgb(8), 2, [text]), exactly(8));
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await plainPngs();
await colouredPngs();
await turnedPictures();
await lossyFormats();
await addCmyk();
await otherFormats();
await pngWithText();
await texturedPictures();
const lines = cases.map((each) => `  ${JSON.stringify(each)}`);
await writeFile(`${folder}/cases.json`, `[\n${lines.join(',\n')}\n]\n`);
process.stdout.write(`${cases.length} pictures\n`);
