import * as tf from '@tensorflow/tfjs';
import { loadNetwork } from '../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { memorySource } from './memory-source.ts';

/** Saves a LayersModel as its files and opens them as a network would be opened. */
export async function fromLayersModel(model: tf.LayersModel): Promise<Network> {
  const loaded = await loadNetwork(memorySource(await filesOf(model)), {
    name: 'Test network',
    range: { scale: 1, offset: 0 },
  });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}

export async function filesOf(model: tf.LayersModel): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData }) => {
      const manifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      const json = JSON.stringify({
        format: 'layers-model',
        modelTopology,
        weightsManifest: manifest,
      });
      files.set('model.json', new TextEncoder().encode(json));
      files.set('weights.bin', new Uint8Array(weightData as ArrayBuffer));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  return files;
}
