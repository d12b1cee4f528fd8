import { readdirSync, readFileSync } from 'node:fs';
import type { Network } from '../../../../src/engine/network/network.ts';
import type { Reference, Sample } from './reference.ts';

const folder = new URL('../../../fixtures/networks/onnx/', import.meta.url);

interface RecordedSample extends Omit<Sample, 'values'> {
  /** Float32, little-endian, in base64. */
  readonly values: string;
}

interface Recorded {
  readonly width: number;
  readonly height: number;
  readonly layers: Readonly<
    Record<string, RecordedSample & { readonly node: string; readonly value: string }>
  >;
  readonly gradients: Readonly<Record<string, RecordedSample>>;
}

/** The networks of scripts/make-network-fixtures.py. */
export const fixtureNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.onnx'))
  .map((file) => file.slice(0, -'.onnx'.length));

/** The files of one, by name. */
export function fixtureFiles(name: string): ReadonlyMap<string, Uint8Array> {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}.onnx`));
  return new Map(files.map((file) => [file, readFileSync(new URL(file, folder))]));
}

/** What PyTorch computes of it, by the names that the layers have in the network. */
export function recordedReferences(name: string, { ir }: Network): readonly Reference[] {
  const { pictures }: { pictures: readonly Recorded[] } = JSON.parse(
    readFileSync(new URL(`${name}.json`, folder), 'utf8'),
  );
  const names = new Set(ir.map((node) => node.name));
  return pictures.map(({ width, height, layers, gradients }) => {
    const layerOf = (depth: string) => {
      const { node = '', value = '' } = layers[depth] ?? {};
      const found = [node, value].find((candidate) => names.has(candidate));
      if (found === undefined) throw new Error(`${name} offers no layer ${node || value}.`);
      return found;
    };
    const samples = (recorded: Readonly<Record<string, RecordedSample>>) =>
      new Map(Object.entries(recorded).map(([d, sample]) => [layerOf(d), unpacked(sample)]));
    return { width, height, activations: samples(layers), gradients: samples(gradients) };
  });
}

function unpacked(sample: RecordedSample): Sample {
  const bytes = Uint8Array.from(Buffer.from(sample.values, 'base64'));
  return { ...sample, values: new Float32Array(bytes.buffer) };
}
