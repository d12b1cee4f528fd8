import type { Upgrade } from '../../graph/definition/definition.ts';
import type { ParamValues } from '../../graph/document/document.ts';
import { param } from '../../graph/params/param.ts';

const longest = 8192;

/** The long side of a picture, the meaning of `--size`; shown while `fit` is `fit`. */
export function longSideWhen(fit: string, help: string) {
  return param.number({
    min: 16,
    max: longest,
    step: 16,
    default: 512,
    integer: true,
    scale: 'log',
    socket: true,
    unit: 'px',
    label: 'Long side',
    main: true,
    help,
    showWhen: { param: 'fit', is: [fit] },
  });
}

/** The rectangle of the picture that is kept, before it is resized. */
export const crop = param.numbers({
  min: 0,
  max: 1,
  step: 0.01,
  minLength: 4,
  maxLength: 4,
  edges: true,
  default: [0, 0, 1, 1],
  label: 'Crop',
  help: 'Left, top, right and bottom edge of the part to keep, as shares of the width and height.',
});

/** How pixels are weighed when a picture changes its size. */
export const filter = param.choice(
  { lanczos: 'Sharp (Lanczos)', triangle: 'Soft (bilinear)' },
  {
    default: 'lanczos',
    label: 'Filter',
    help: 'Sharp keeps fine lines and textures when a photo is scaled; soft blurs them a little.',
    advanced: true,
  },
);

/** Documents from before there was a choice. */
export const filterUpgrade: Upgrade = { adds: { filter: 'triangle' } };

/** Width and height of the box for the ways to fit that need one. */
export const box = { width: side('Width'), height: side('Height') };

function side(label: string) {
  return param.number({
    min: 1,
    max: longest,
    step: 16,
    default: 512,
    integer: true,
    scale: 'log',
    unit: 'px',
    label,
    main: true,
    help: `${label} in pixels of the box that the picture is fitted to.`,
    showWhen: { param: 'fit', is: ['contain', 'cover', 'stretch'] },
  });
}

/** Ways to bring a picture to the size of a box; part of the choice `fit`. */
export const boxFits = {
  contain: 'Fit into a box',
  cover: 'Fill a box, cut the rest',
  stretch: 'Stretch to a box',
} as const;

/** The size of a picture that is made from nothing. */
export const newSize = {
  size: param.number({
    min: 16,
    max: longest,
    step: 16,
    default: 512,
    integer: true,
    scale: 'log',
    socket: true,
    unit: 'px',
    label: 'Long side',
    main: true,
    help: 'Width or height in pixels, whichever is longer.',
  }),
  aspect: param.choice(
    {
      '1:1': 'Square',
      '4:3': '4:3',
      '3:2': '3:2',
      '16:9': '16:9',
      '3:4': '3:4 upright',
      '2:3': '2:3 upright',
      '9:16': '9:16 upright',
    },
    { default: '4:3', label: 'Shape', help: 'Width to height.' },
  ),
};

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that a picture of this size is brought to by `fit`, as the run will do it. */
export function fittedSize({ fit, size, ...sides }: ParamValues, from: Size): Size {
  const box = sizeOf(sides);
  if (fit === 'limit' && typeof size === 'number') {
    return scaled(from, Math.min(1, size / Math.max(from.width, from.height)));
  }
  if (!box || typeof fit !== 'string' || !Object.hasOwn(boxFits, fit)) return scaled(from, 1);
  if (fit !== 'contain') return box;
  return scaled(from, Math.min(box.width / from.width, box.height / from.height));
}

function sizeOf({ width, height }: ParamValues): Size | undefined {
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined;
}

function scaled({ width, height }: Size, factor: number): Size {
  const side = (length: number) => Math.max(1, Math.round(length * factor));
  return { width: side(width), height: side(height) };
}

/** Megapixels of a picture that is brought to a box or to a long side. */
export function sizedMegapixels({ fit, width, height, size }: ParamValues, before: number): number {
  const box = typeof fit === 'string' && Object.hasOwn(boxFits, fit);
  if (box && typeof width === 'number' && typeof height === 'number') return (width * height) / 1e6;
  // Most photographs are 4 to 3.
  return typeof size === 'number' ? (0.75 * size * size) / 1e6 : before;
}

/** The size to work in of what is loaded. @param what in the plural, e.g. "frames". */
export function workingSize(what: 'pictures' | 'frames') {
  const whole = what === 'frames' ? 'How the frames are' : 'How the picture is';
  return {
    fit: param.choice(
      { limit: 'At most a long side', ...boxFits, original: 'Keep the size' },
      {
        default: 'limit',
        label: 'Size',
        help: `${whole} fitted to ${what === 'frames' ? 'their' : 'its'} working size.`,
      },
    ),
    size: longSideWhen(
      'limit',
      `Larger ${what} are scaled down until width and height are at most this. Time and memory grow with its square.`,
    ),
    ...box,
    crop,
    filter,
  };
}
