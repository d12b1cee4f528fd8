import { ok, type Result } from '../../../../common/result.ts';
import {
  type Imported,
  type Importer,
  isJson,
  type NetworkFile,
  type OpenFile,
} from '../../sources.ts';
import { readJson } from '../tfjs-files/json.ts';
import { openWeights } from '../tfjs-files/open-weights.ts';
import { refuseFormat } from './schema.ts';
import { parseKerasModel } from './topology.ts';
import { translateLayers } from './translate-layers.ts';
import { byLayer } from './weight-store.ts';

/** A TF.js layers model (Keras 2 or 3): model.json and the shards that it lists. */
export const layersModel: Importer = {
  words: 'the model.json of a TensorFlow.js layers model',
  accepts: isJson,
  toIr,
};

async function toIr(main: NetworkFile, open: OpenFile): Promise<Result<Imported>> {
  const json = readJson(main);
  if (json === undefined) return refuseFormat('it is not valid JSON.');
  const parsed = parseKerasModel(json);
  if (!parsed.ok) return parsed;
  const { keras, model, manifest } = parsed.value;
  const weights = await openWeights(manifest, open);
  if (!weights.ok) return weights;
  const made = translateLayers(model, byLayer(weights.value), keras);
  return made.ok ? ok({ ...made.value, format: 'TensorFlow.js layers model' }) : made;
}
