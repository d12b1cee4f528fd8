import type { z } from 'zod';
import type { IrNode, Operation, Weights } from '../../ir.ts';
import { isFusable } from '../../slope.ts';
import { Unsupported } from '../../unsupported.ts';
import { activationOf, readSettings } from './layer-settings.ts';
import type { WeightStore } from './weight-store.ts';

/** One call of one layer, ready to be translated. */
export interface LayerCall {
  readonly layer: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: WeightStore;
  /** Of its n-th input. */
  readonly channels: (input: number) => number;
  /** Which Keras has written it: a few names mean something else in each. */
  readonly keras: KerasVersion;
}

export type KerasVersion = 2 | 3;

/** How the calls of a class of layers become nodes of the IR. */
export interface Translator {
  /** What is wrong with a call that reads so many values; null: nothing. */
  readonly takes: (inputs: number) => string | null;
  /** The last node has the call's name; none: the call passes on what it reads. Throws `Unsupported`. */
  readonly nodes: (call: LayerCall) => readonly IrNode[];
}

/** A class of layers that read one value. */
export function layer<Schema extends z.ZodType>(
  schema: Schema,
  translate: (call: LayerCall, settings: z.infer<Schema>) => readonly IrNode[] | Operation,
  takes: Translator['takes'] = takesOne,
): Translator {
  return {
    takes,
    nodes: (call) => {
      const made = translate(call, readSettings(schema, call.config));
      return 'op' in made ? [{ name: call.name, inputs: call.inputs, ...made }] : made;
    },
  };
}

function takesOne(inputs: number): string | null {
  if (inputs === 0) return 'reads no layer';
  return inputs > 1 ? `reads ${inputs} layers at once` : null;
}

export function takesNone(inputs: number): string | null {
  return inputs > 0 ? 'reads another layer' : null;
}

export function takesTwo(inputs: number): string | null {
  return inputs === 2 ? null : `reads ${inputs} layers, not two`;
}

export function takesSeveral(inputs: number): string | null {
  return inputs === 0 ? 'reads no layer' : null;
}

/** What has weights applies its own activation, where its slope needs no value before it. */
export function withActivation(
  { name, inputs, keras }: LayerCall,
  operation: Operation,
  activation: string,
): readonly IrNode[] {
  const own = activationOf(activation, keras);
  const fused = operation.op === 'conv' || operation.op === 'depthwise';
  if (own.kind === 'linear') return [{ name, inputs, ...operation }];
  if (fused && isFusable(own)) {
    return [{ name, inputs, ...operation, activation: own }];
  }
  const before = `${name}/linear`;
  return [
    { name: before, inputs, ...operation },
    { name, inputs: [before], op: 'activation', activation: own },
  ];
}

/** Times scale, plus offset. */
export function affine(
  shape: readonly [number],
  scale: (channel: number) => number,
  offset: (channel: number) => number,
): Operation {
  const load = (of: (channel: number) => number) => () =>
    Float32Array.from({ length: shape[0] }, (_, channel) => of(channel));
  return {
    op: 'affine',
    scale: { shape, load: load(scale) },
    offset: { shape, load: load(offset) },
  };
}

/**
 * A weight of the layer.
 * @param names of it, by which Keras 2 and 3 know it. @param rank how many axes it has.
 */
export function weightOf(call: LayerCall, names: readonly string[], rank: number): Weights {
  for (const name of names) {
    const found = call.weights(call.layer, name);
    if (!found) continue;
    if (found.shape.length === rank && !found.shape.includes(0)) return found;
    throw new Unsupported(`has a weight "${name}" of the shape [${found.shape.join(', ')}]`);
  }
  throw new Unsupported(`has no weight "${names.join('" or "')}" in the manifest`);
}

/** A weight with one number for each channel. */
export function weightPerChannel(call: LayerCall, name: string, channels: number): Weights {
  const found = weightOf(call, [name], 1);
  if (found.shape[0] === channels) return found;
  throw new Unsupported(`has ${found.shape[0]} numbers in "${name}" for ${channels} channels`);
}
