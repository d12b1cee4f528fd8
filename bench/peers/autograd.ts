import * as tf from '@tensorflow/tfjs';
import { layers } from '../workload.ts';

/** The obvious way to dream in TensorFlow.js: tf.grad over the LayersModel. */
export interface Autograd {
  /** The caller disposes the gradient. */
  step(image: tf.Tensor4D): tf.Tensor;
}

/**
 * @param read gives a file of the embedded network.
 */
export async function makeAutograd(
  read: (file: string) => Promise<ArrayBuffer>,
): Promise<Autograd> {
  const json = JSON.parse(new TextDecoder().decode(await read('model.json')));
  const [group] = json.weightsManifest;
  const shards = await Promise.all(group.paths.map(read));
  const whole = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: json.modelTopology,
      weightSpecs: group.weights,
      weightData: await new Blob(shards).arrayBuffer(),
    }),
  );
  supplyMissingScales(whole);
  stubMissingFilterGradient();
  const outputs = layers.map((layer) => whole.getLayer(layer).output as tf.SymbolicTensor);
  const model = tf.model({ inputs: whole.inputs, outputs });
  const objective = (x: tf.Tensor) => {
    const activations = model.apply(x) as tf.Tensor[];
    return tf.addN(activations.map((a) => tf.mean(a)));
  };
  return { step: tf.grad(objective) };
}

/** tfjs throws in gradient mode where batch normalisation has no scale; ones change nothing. */
function supplyMissingScales(model: tf.LayersModel): void {
  for (const layer of model.layers) {
    if (layer.getClassName() !== 'BatchNormalization') continue;
    const [beta, mean, variance] = layer.getWeights() as [tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
    const ones: tf.Tensor1D = tf.onesLike(beta);
    layer.call = (inputs) => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
      return tf.batchNorm(x, mean, variance, beta, ones, 1e-3);
    };
  }
}

/** wasm has no such kernel. Zeros in its place let the rest run, in favour of the peer. */
function stubMissingFilterGradient(): void {
  const backend = tf.getBackend();
  if (tf.getKernel('Conv2DBackpropFilter', backend)) return;
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: backend,
    kernelFunc: ({ attrs }) =>
      tf.zeros((attrs as unknown as { filterShape: number[] }).filterShape),
  });
}
