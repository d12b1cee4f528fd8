import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { sha256 } from '../../../common/sha256.ts';
import type { Network } from '../network.ts';
import type { NetworkDescription, NetworkSource } from '../sources.ts';
import { importKeras } from './keras/import-keras.ts';
import { parseKerasModel } from './keras/topology.ts';
import { openWeights } from './keras/weight-store.ts';

/** Opens a TF.js layers model: reads, verifies, imports. Weights are unpacked when first used. */
export async function loadNetwork(
  source: NetworkSource,
  description: NetworkDescription,
): Promise<Result<Network>> {
  const model = await readVerified(source, 'model.json', description);
  if (!model.ok) return model;
  const json = parseJson(model.value.bytes);
  if (!json.ok) return json;
  const keras = parseKerasModel(json.value);
  if (!keras.ok) return keras;

  const shards = new Map<string, Uint8Array>();
  const hashes = [model.value.hash];
  const paths = keras.value.manifest.flatMap((group) => group.paths);
  const read = paths.map(
    async (path) => [path, await readVerified(source, path, description)] as const,
  );
  for (const [path, shard] of await Promise.all(read)) {
    if (!shard.ok) return shard;
    shards.set(path, shard.value.bytes);
    hashes.push(shard.value.hash);
  }
  const weights = openWeights(keras.value.manifest, shards);
  if (!weights.ok) return weights;
  const ir = importKeras(keras.value, weights.value);
  if (!ir.ok) return ir;
  const hash = await sha256(new TextEncoder().encode(hashes.join()));
  const { name, range, avoid } = description;
  return ok({ name, range, hash, ...(avoid && { avoid }), ir: ir.value });
}

async function readVerified(
  source: NetworkSource,
  file: string,
  { name, checksums }: NetworkDescription,
): Promise<Result<{ bytes: Uint8Array; hash: string }>> {
  const read = await source.read(file);
  if (!read.ok) return read;
  const hash = await sha256(read.value);
  const expected = checksums?.[file];
  if (expected !== undefined && expected !== hash) return fail(corrupted(name, file));
  return ok({ bytes: read.value, hash });
}

function corrupted(name: string, file: string): Problem {
  return {
    code: 'network-checksum',
    message: `The file ${file} of ${name} is damaged: its SHA-256 is not the recorded one. Run "npm run -s assets" or download the network again.`,
  };
}

function parseJson(bytes: Uint8Array): Result<unknown> {
  try {
    return ok(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return fail({
      code: 'network-format',
      message: 'model.json is not valid JSON. Choose the model.json of a TF.js layers model.',
    });
  }
}
