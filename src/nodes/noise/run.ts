import { ok } from '../../common/result.ts';
import { cloudNoise, type Rgb, whiteNoise } from '../../engine/index.ts';
import type { NodeRun } from '../_run/node-run.ts';
import { sizeOf } from '../_run/pictures.ts';
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

/** @param colour '#rrggbb'. */
function toRgb(colour: string): Rgb {
  const channel = (at: number) => Number.parseInt(colour.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}
