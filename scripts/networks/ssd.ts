import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelBuilder, type StoredArray, type Window } from './model-builder.ts';
import { builtin, type Operator, readTflite, type TfliteModel } from './tflite.ts';

/**
 * The SSD MobileNetV2 detector that MediaPipe's Objectron finds things with, as far as its backbone
 * goes. It is one of the files that Emscripten joined to the package's assets; the names, starts
 * and ends stand in the loader beside them.
 */
const assets = 'objectron_solution_packed_assets.data';
const detector = { begin: 184, end: 9987912 };

const relu6 = 3;

/**
 * The files of a layers model through `lastLayer`. Takes pictures in [-1, 1]. Layers are named like
 * Keras' MobileNetV2: block_3_expand, block_3_expand_relu, block_3_depthwise, ..., block_3_add.
 */
export function ssdFiles(source: string, lastLayer: string): ReadonlyMap<string, Uint8Array> {
  const bytes = readFileSync(join('node_modules', source, assets));
  const model = readTflite(new Uint8Array(bytes.subarray(detector.begin, detector.end)));
  const builder = new ModelBuilder();
  /** Layer by tensor, and the constant by the tensor that holds it in single precision. */
  const layers = new Map<number, string>([[model.input, builder.input('input_1')]]);
  const constants = new Map<number, number>();
  for (const operator of model.operators) {
    if (operator.code === builtin.dequantize) {
      constants.set(operator.output, operator.inputs[0] ?? -1);
      continue;
    }
    const layer = translate(builder, model, operator, {
      layer: (index) => found(layers, operator.inputs[index]),
      weights: (index) => model.halves(found(constants, operator.inputs[index])),
    });
    layers.set(operator.output, layer);
    if (layer === lastLayer) return builder.files('ssd_mobilenet_v2_oidv4', lastLayer);
  }
  throw new Error(`The model has no layer ${lastLayer}.`);
}

interface Inputs {
  readonly layer: (index: number) => string;
  readonly weights: (index: number) => StoredArray;
}

function translate(
  builder: ModelBuilder,
  model: TfliteModel,
  operator: Operator,
  { layer, weights }: Inputs,
): string {
  const name = layerName(model.nameOf(operator.output));
  switch (operator.code) {
    case builtin.add:
      return builder.add(name, [layer(0), layer(1)]);
    case builtin.conv2d: {
      const filter = outputsLast(weights(1));
      builder.conv(name, layer(0), filter, weights(2), windowOf(operator));
      return activated(builder, name, operator.optionByte(3));
    }
    case builtin.depthwiseConv2d: {
      // [1, height, width, channels] and [height, width, channels, 1] lie the same in memory.
      const { shape, data } = weights(1);
      const filter = { shape: [...shape.slice(1), 1], data };
      builder.depthwise(name, layer(0), filter, weights(2), windowOf(operator));
      return activated(builder, name, operator.optionByte(4));
    }
    default:
      throw new Error(`The operator ${operator.code} of ${name} has no layer.`);
  }
}

function activated(builder: ModelBuilder, name: string, activation: number): string {
  if (activation === 0) return name;
  if (activation !== relu6) throw new Error(`${name} ends in an unknown activation.`);
  return builder.relu6(`${name}_relu`, name);
}

/** Both kinds of convolution store padding and strides in their first three fields. */
function windowOf({ optionByte, optionInt }: Operator): Window {
  return {
    padding: optionByte(0) === 0 ? 'same' : 'valid',
    strides: [optionInt(2), optionInt(1)],
  };
}

/**
 * `FeatureExtractor/MobilenetV2/expanded_conv_3/expand/Relu6;...` -> block_3_expand. The other
 * names behind the first are those of nodes that the converter joined.
 */
function layerName(tensor: string): string {
  const [, , block = '', kind = ''] = tensor.split(';')[0]?.split('/') ?? [];
  const name = block
    .replace(/^expanded_conv$/, 'expanded_conv_0')
    .replace('expanded_conv', 'block');
  const isNamed = ['expand', 'depthwise', 'project', 'add'].includes(kind);
  return `${name.toLowerCase()}${isNamed ? `_${kind}` : ''}`;
}

/** [outputs, height, width, inputs] -> [height, width, inputs, outputs]. */
function outputsLast({ shape, data }: StoredArray): StoredArray {
  const [outputs = 1, ...rest] = shape;
  const size = data.length / outputs;
  const turned = new Uint16Array(data.length);
  for (let output = 0; output < outputs; output++) {
    for (let i = 0; i < size; i++) turned[i * outputs + output] = data[output * size + i] as number;
  }
  return { shape: [...rest, outputs], data: turned };
}

function found<T>(map: ReadonlyMap<number, T>, tensor: number | undefined): T {
  const value = tensor === undefined ? undefined : map.get(tensor);
  if (value === undefined) throw new Error(`The tensor ${tensor} is read before it is made.`);
  return value;
}
