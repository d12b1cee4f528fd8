import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Runs a shader of our own on the webgl backend.
 * @param uniforms those of the program, in its order.
 */
export function runShader<T extends Tensor>(
  program: GPGPUProgram,
  inputs: readonly Tensor[],
  uniforms: readonly number[][] = [],
): T {
  const backend = tf.backend() as MathBackendWebGL;
  const made = backend.runWebGLProgram(program, [...inputs], 'float32', [...uniforms]);
  return tf.engine().makeTensorFromTensorInfo(made) as T;
}
