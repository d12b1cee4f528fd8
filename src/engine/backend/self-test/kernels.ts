import { dispose, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import { fail, ok, problemText, type Result } from '../../../common/result.ts';
import type { Ir, Weights } from '../../network/ir.ts';
import type { Network } from '../../network/network.ts';
import { constantWeights, sizeOf } from '../../network/weights.ts';
import type { Program } from '../../programs/program.ts';
import { compileSimdProgram } from '../../programs/simd/simd-program.ts';
import type { Workspace } from '../../programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../programs/tfjs/tfjs-program.ts';
import { pattern } from './fingerprint.ts';

/** Allowed deviation from the tfjs kernels, relative to the RMS of what they give. */
const tolerance = 2e-4;

const side = 33;

/** Everything that Inception is made of, once, so that each of its kernels runs. */
const network: Network = {
  ...{ name: 'Self-test', hash: 'self-test', range: { scale: 1, offset: 0 } },
  ir: [
    { name: 'picture', inputs: [], op: 'input', channels: 3 },
    conv('first', 'picture', [3, 3, 3, 16], 2),
    conv('square', 'first', [3, 3, 16, 16]),
    { name: 'most', inputs: ['square'], op: 'pool', kind: 'max', ...window3x3(2, 'valid') },
    conv('wide', 'most', [5, 5, 16, 16]),
    conv('line', 'most', [1, 7, 16, 20]),
    conv('cube', 'most', [3, 3, 16, 16]),
    conv('single', 'most', [1, 1, 16, 12]),
    { name: 'mean', inputs: ['single'], op: 'pool', kind: 'average', ...window3x3(1, 'same') },
    { name: 'joined', inputs: ['wide', 'line', 'cube', 'mean'], op: 'concat' },
    conv('last', 'joined', [1, 1, 64, 8]),
  ],
};

/** @returns a problem `backend-wrong` when our kernels disagree with the self-tested tfjs ones. */
export function selfTestKernels(workspace: Workspace): Result<void> {
  const layers = ['last'];
  const programs = [
    compileSimdProgram(network, layers, workspace),
    compileTfjsProgram(network, layers),
  ];
  const [ours, theirs] = programs.map((made) => {
    if (!made.ok) throw new Error(problemText(made.problem));
    const gradient = gradientOf(made.value);
    made.value.dispose();
    return gradient;
  }) as [Float32Array, Float32Array];
  const rms = Math.sqrt(theirs.reduce((sum, v) => sum + v * v, 0) / theirs.length);
  const agrees = ours.every((v, i) => Math.abs(v - (theirs[i] ?? Number.NaN)) <= tolerance * rms);
  if (agrees) return ok(undefined);
  return fail({
    code: 'backend-wrong',
    message: 'The wasm kernels compute wrongly on this machine, so the slower ones of tfjs serve.',
  });
}

function gradientOf(program: Program): Float32Array {
  const image: Tensor4D = tensor(pattern(side * side * 3, 21), [1, side, side, 3]);
  const gradient = program.gradient(image, (activations) => {
    const { shape = [1, 1, 1, 1], size = 0 } = activations.get('last') ?? {};
    return new Map([['last', tensor(pattern(size, 22), shape) as Tensor4D]]);
  });
  const numbers = gradient.dataSync<'float32'>();
  dispose([image, gradient]);
  return Float32Array.from(numbers);
}

function conv(name: string, input: string, shape: readonly number[], stride = 1): Ir[number] {
  const padding = stride === 1 ? 'same' : 'valid';
  const weights = (of: readonly number[], seed: number): Weights =>
    constantWeights(of, pattern(sizeOf(of), seed));
  return {
    ...{ name, inputs: [input], op: 'conv', activation: { kind: 'relu' }, dilation: [1, 1] },
    ...{ strides: [stride, stride], padding },
    filter: weights(shape, name.length),
    bias: weights([shape.at(-1) ?? 0], name.length + 20),
  };
}

function window3x3<P extends 'same' | 'valid'>(stride: number, padding: P) {
  return { size: [3, 3], strides: [stride, stride], padding } as const;
}
