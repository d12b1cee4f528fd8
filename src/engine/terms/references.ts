import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Picture, Size } from '../picture/picture.ts';
import { resize } from '../picture/resize.ts';
import type { Activations, Program } from '../programs/program.ts';
import { toTensor } from '../tensors/picture-tensor.ts';

/** What a network sees in guides and styles, each computed once for all terms that ask. */
export interface References {
  /**
   * @param role what the picture is to people, e.g. "style picture".
   * @returns [1, h, w, c], which stays this object's; a problem when the picture is too small.
   */
  activation(picture: Picture, size: Size, layer: string, role: string): Result<Tensor4D>;
  dispose(): void;
}

export function createReferences(program: Program): References {
  const known = new Map<Picture, Map<string, Activations>>();
  return {
    activation: (picture, size, layer, role) => {
      const sizes = known.get(picture) ?? new Map<string, Activations>();
      known.set(picture, sizes);
      const key = `${size.width}x${size.height}`;
      let activations = sizes.get(key);
      if (!activations) {
        const fits = program.fits(size);
        if (!fits.ok) {
          const message = `The ${role} is too small. ${fits.problem.message}`;
          return fail({ ...fits.problem, message });
        }
        activations = activationsOf(program, resize(picture, size));
        sizes.set(key, activations);
      }
      return ok(layerOf(activations, layer));
    },
    dispose: () => {
      for (const sizes of known.values()) {
        for (const activations of sizes.values()) tf.dispose([...activations.values()]);
      }
      known.clear();
    },
  };
}

/** The activation of one layer, kept and the caller's; the picture must fit. */
export function readActivation(program: Program, picture: Picture, layer: string): Tensor4D {
  const activations = activationsOf(program, picture);
  const wanted = layerOf(activations, layer);
  for (const tensor of activations.values()) if (tensor !== wanted) tensor.dispose();
  return wanted;
}

function activationsOf(program: Program, picture: Picture): Activations {
  const image = toTensor(picture);
  const activations = program.forward(image);
  image.dispose();
  for (const tensor of activations.values()) tf.keep(tensor);
  return activations;
}

function layerOf(activations: Activations, layer: string): Tensor4D {
  const activation = activations.get(layer);
  if (!activation) throw new Error(`The program was not compiled for the layer ${layer}.`);
  return activation;
}
