import { ok } from '../../common/result.ts';
import { cloudNoise, type Rgb, type Size, whiteNoise } from '../../engine/picture/index.ts';
import type { NodeRun } from '../node-run.ts';
import type { noise } from './definition.ts';

export const run: NodeRun<typeof noise> = (_inputs, params) => {
  const size = sizeOf(params.size, params.aspect);
  const grain = {
    seed: params.seed,
    mean: toRgb(params.colour),
    amplitude: params.amount,
    colour: params.colourfulness,
  };
  switch (params.kind) {
    case 'white':
      return ok({ image: whiteNoise(size, grain) });
    case 'clouds': {
      const { scale, layers, roughness } = params;
      return ok({ image: cloudNoise(size, { ...grain, scale, octaves: layers, roughness }) });
    }
  }
};

/** @param aspect such as '4:3'. */
function sizeOf(longSide: number, aspect: string): Size {
  const [across = 1, down = 1] = aspect.split(':').map(Number);
  const unit = longSide / Math.max(across, down);
  return { width: Math.round(across * unit), height: Math.round(down * unit) };
}

/** @param colour '#rrggbb'. */
function toRgb(colour: string): Rgb {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
