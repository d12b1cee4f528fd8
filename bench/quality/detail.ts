import sharp from 'sharp';
import { openLens } from '../../scripts/lens.ts';
import { limitLongSide, meanMagnitude, type Picture, resizePhoto } from '../../src/engine/index.ts';
import { type DreamOptions, dream, type Studio } from './dream.ts';
import { borderRate, gradientSize, shareOfFiner } from './metrics.ts';

const photos = ['mountains', 'dogs', 'coffee', 'stream'] as const;

const ways = {
  wrapped: { edges: 'wrap', smoothing: gains([0.5, 1, 1, 0.7, 0.35]) },
  mirrored: { edges: 'mirror', smoothing: gains([0.5, 1, 1, 0.7, 0.35]) },
  calmer: { edges: 'mirror', smoothing: gains([0.3, 0.7, 1, 0.9, 0.35]) },
} as const satisfies Readonly<Record<string, DreamOptions>>;

function gains(values: readonly number[]) {
  return { kind: 'laplacian', levels: 4, gains: values } as const;
}

/**
 * How dreams are at the borders and on smooth areas, by what lies past the edges and by the gains of
 * the gradient's bands; how sharp photos are that were shrunk. Four photographs at 320 px.
 */
export async function benchDetail(): Promise<object> {
  const lens = await openLens();
  const network = await lens.loadNetwork('inception-v3');
  const goals: Readonly<Record<string, DreamOptions>> = {
    'mixed3, mixed4': {},
    'mixed5, channels 53 and 172': {
      layers: [],
      more: [
        {
          kind: 'layer',
          network,
          layer: 'mixed5',
          channels: [53, 172],
          measure: 'mean',
          weight: 1,
          normalise: true,
        },
      ],
    },
  };
  const dreams: Record<string, Record<string, object>> = {};
  const sharpness: Record<string, object> = {};
  for (const name of photos) {
    const large = await lens.readSample(name, 8192);
    const photo = limitLongSide(large, 320, 'lanczos');
    sharpness[name] = await measureSharpness(large, photo);
    const studio = { session: lens.session, network, photo };
    dreams[name] = {};
    for (const [goal, options] of Object.entries(goals)) {
      dreams[name][goal] = await measureWays(studio, options);
    }
  }
  return { dreams, sharpness };
}

async function measureWays(studio: Studio, goal: DreamOptions): Promise<object> {
  const measured: Record<string, object> = {};
  for (const [way, options] of Object.entries(ways)) {
    const started = performance.now();
    const { detail } = await dream(studio, { ...goal, ...options, octaves: { count: 5 } });
    measured[way] = {
      seconds: digits((performance.now() - started) / 1000),
      borderRate: digits(borderRate(detail, 16)),
      shareBelow8Px: digits(shareOfFiner(detail, 8)),
      meanChange: digits(meanMagnitude(detail)),
    };
  }
  return measured;
}

/** Gradient of the photo after our filters, over that after a bicubic one. */
async function measureSharpness(large: Picture, { width, height }: Picture): Promise<object> {
  const raw = { width: large.width, height: large.height, channels: 3 } as const;
  const bytes = Buffer.from(Uint8Array.from(large.data, (value) => Math.round(value * 255)));
  const small = await sharp(bytes, { raw })
    .resize(width, height, { kernel: 'cubic', fit: 'fill' })
    .raw()
    .toBuffer();
  const bicubic = { width, height, data: Float32Array.from(small, (value) => value / 255) };
  const ratio = (filter: 'lanczos' | 'triangle') =>
    digits(gradientSize(resizePhoto(large, { width, height }, filter)) / gradientSize(bicubic));
  return { from: large.width, to: width, lanczos: ratio('lanczos'), triangle: ratio('triangle') };
}

function digits(value: number): number {
  return Number(value.toPrecision(3));
}
