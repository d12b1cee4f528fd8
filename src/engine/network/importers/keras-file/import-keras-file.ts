import { fail, ok, type Result } from '../../../../common/result.ts';
import { type Importer, inMemory, type NetworkFile } from '../../sources.ts';
import { kerasVersion, type Layers, parseModel } from '../keras/topology.ts';
import { translateLayers } from '../keras/translate-layers.ts';
import { byLayer } from '../keras/weight-store.ts';
import type { Hdf5 } from './hdf5.ts';
import { byNumber } from './numbered-weights.ts';

/** What Keras 2 saves, and Keras 3 under a name that ends so: HDF5 with the model as an attribute. */
export const kerasHdf5: Importer = {
  words: 'a Keras model in HDF5 (.h5)',
  accepts: (main) => beginsWith(main, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]),
  toIr: async (main) => {
    const file = await openHdf5(main);
    if (!file) return damaged('.h5 file');
    const config = file.text('model_config');
    if (config === null) return fail(weightsOnly);
    const model = modelIn(config);
    if (!model.ok) return model;
    const weights = file.numbers('model_weights');
    const named = [...weights].map(([name, { shape, load }]) => ({ name, shape, load }));
    const made = translateLayers(
      model.value,
      byLayer(named),
      kerasVersion(file.text('keras_version')),
    );
    return made.ok ? ok({ ...made.value, format: 'Keras, .h5' }) : made;
  },
};

/** What Keras 3 saves: a zip of config.json and model.weights.h5. */
export const kerasZip: Importer = {
  words: 'a Keras model (.keras)',
  accepts: (main) => beginsWith(main, [0x50, 0x4b, 0x03, 0x04]),
  toIr: async (main) => {
    const parts = await unzip(main);
    if (!parts) return damaged('.keras file');
    const { config, metadata, weights } = parts;
    if (!config || !weights) return fail(otherZip);
    const model = modelIn(textOf(config));
    if (!model.ok) return model;
    const file = await openHdf5(inMemory(weights));
    if (!file) return damaged('.keras file');
    const said = metadata && (jsonOf(textOf(metadata)) as { keras_version?: unknown } | undefined);
    const made = translateLayers(
      model.value,
      byNumber(model.value, file.numbers('')),
      kerasVersion(said?.keras_version),
    );
    return made.ok ? ok({ ...made.value, format: 'Keras, .keras' }) : made;
  },
};

/** The layers, of which a file that is no TF.js model tells in its own words. */
function modelIn(config: string): Result<Layers> {
  const model = parseModel(jsonOf(config));
  if (model.ok) return model;
  const what = model.problem.message.replace(/^[^:]*: /, '');
  return fail({
    code: 'network-format',
    message: `The layers in this Keras file are not described as they should be: ${what}`,
    remedy: 'Download or save the network again.',
  });
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Most networks need no HDF5: its library comes with the first file that does. */
async function openHdf5(file: NetworkFile): Promise<Hdf5 | null> {
  const hdf5 = await import('./hdf5.ts');
  return hdf5.openHdf5(file);
}

const parts = {
  config: 'config.json',
  metadata: 'metadata.json',
  weights: 'model.weights.h5',
} as const;

const names: readonly string[] = Object.values(parts);

/** What is unpacked is at most so large. */
const largest = 2 ** 30;

/** The files that are needed; null: the zip is damaged or too large. */
async function unzip(main: NetworkFile) {
  const { unzipSync } = await import('fflate');
  if (main.size > largest) return null;
  try {
    const files = unzipSync(main.read(0, main.size), {
      filter: ({ name, originalSize }) => originalSize <= largest && names.includes(name),
    });
    const { config, metadata, weights } = parts;
    return { config: files[config], metadata: files[metadata], weights: files[weights] };
  } catch {
    return null;
  }
}

function beginsWith(file: NetworkFile, bytes: readonly number[]): boolean {
  if (file.size < bytes.length) return false;
  const head = file.read(0, bytes.length);
  return bytes.every((byte, at) => head[at] === byte);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(what: string) {
  return fail({
    code: 'network-format',
    message: `This ${what} cannot be read: it is damaged or too large.`,
    remedy: 'Download or export the network again.',
  });
}

const weightsOnly = {
  code: 'network-format',
  message: 'This HDF5 file holds no Keras model, or only its weights without its layers.',
  remedy: 'Save the whole model in Keras: model.save("network.keras").',
};

const otherZip = {
  code: 'network-format',
  message: 'This zip file is no Keras model: it should hold config.json and model.weights.h5.',
  remedy: 'Choose a .keras file, or unpack the zip and choose the network inside.',
};
