import { ok, type Result } from '../../common/result.ts';
import { isJsonObject } from '../json.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import { readNumber, validateNumber } from './number.ts';
import { splitList } from './numbers.ts';

/** A layer of the network that comes in at input `from`, by name. */
export interface LayerParam extends ParamBase<string> {
  readonly type: 'layer';
  readonly from: string;
}

interface FromNetwork {
  /** The input whose network has the layers. */
  readonly from: string;
}

/** Whether the network has the layer is known only when it is loaded; any name passes here. */
export function layerParam(
  spec: FromNetwork & ParamOptions & { readonly default: string },
): LayerParam {
  const validate = (value: unknown) =>
    isLayerName(value) ? ok(value) : misfit(value, 'the name of a layer, such as mixed4');
  return {
    ...spec,
    type: 'layer',
    socket: false,
    validate,
    parse: (text) => validate(text.trim()),
    format: (value) => value,
  };
}

export type LayerWeight = { readonly layer: string; readonly weight: number };

/** Several layers, each with a weight. */
export interface LayersParam extends ParamBase<readonly LayerWeight[]> {
  readonly type: 'layers';
  readonly from: string;
  /** Of each weight. */
  readonly min: number;
  readonly max: number;
}

/** Typed as `mixed3 mixed4:0.5`; a weight left out is 1. */
export function layersParam(
  spec: FromNetwork &
    ParamOptions & {
      readonly default: readonly LayerWeight[];
      readonly min: number;
      readonly max: number;
    },
): LayersParam {
  const wanted = `layers with weights from ${spec.min} to ${spec.max}, such as mixed3, mixed4:0.5`;
  const validate = (value: unknown): Result<readonly LayerWeight[]> => {
    if (!Array.isArray(value) || value.length === 0) return misfit(value, wanted);
    const entries: LayerWeight[] = [];
    for (const entry of value) {
      if (!isJsonObject(entry) || !isLayerName(entry.layer)) return misfit(entry, wanted);
      const weight = validateNumber(entry.weight, spec);
      if (!weight.ok) return misfit(entry.weight, wanted);
      entries.push({ layer: entry.layer, weight: weight.value });
    }
    return ok(entries);
  };
  return {
    ...spec,
    type: 'layers',
    socket: false,
    validate,
    parse: (text) => validate(splitList(text).map(readLayerWeight)),
    format: (value) => value.map(shownLayer).join(', '),
  };
}

function shownLayer({ layer, weight }: LayerWeight): string {
  return weight === 1 && !layer.includes(':') ? layer : `${layer}:${weight}`;
}

function readLayerWeight(word: string) {
  // Layer names may hold colons; the weight is what follows the last one.
  const colon = word.lastIndexOf(':');
  if (colon < 0) return { layer: word, weight: 1 };
  return { layer: word.slice(0, colon), weight: readNumber(word.slice(colon + 1)) };
}

function isLayerName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}
