import type { AscentOptions } from '../options.ts';
import { laplacianParametrisation } from './laplacian.ts';
import type { ParametrisationMap } from './map.ts';
import { pixelParametrisation } from './pixel.ts';
import { spectralParametrisation } from './spectral.ts';

export function createParametrisation(
  parametrisation: AscentOptions['parametrisation'],
  height: number,
  width: number,
): ParametrisationMap {
  switch (parametrisation.kind) {
    case 'pixel':
      return pixelParametrisation;
    case 'laplacian':
      return laplacianParametrisation(parametrisation.levels, parametrisation.gain);
    case 'spectral':
      return spectralParametrisation(height, width, parametrisation.power);
  }
}
