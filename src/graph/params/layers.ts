import { ok, type Result } from '../../common/result.ts';
import { isJsonObject } from '../document/json.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import { type ChannelsValue, formatChannels, parseChannels, validateChannels } from './channels.ts';
import { validateNumber } from './number.ts';

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
    socket: null,
    accepts: 'layer',
    sweep: ['pick', 'list'],
    speaksForItself: true,
    validate,
    parse: (text) => validate(text.trim()),
    format: (value) => value,
    words: (value) => value,
    ofLayer: (layer) => layer,
  };
}

export type LayerWeight = {
  readonly layer: string;
  readonly weight: number;
  /** Of this layer. Absent: as the node's own parameter for channels says, or all. */
  readonly channels?: ChannelsValue;
  /**
   * Factors on the weight by octave, from the smallest to the largest; the last one serves the
   * octaves after it. Absent: the same weight at all of them.
   */
  readonly byOctave?: readonly number[];
};

interface LayersSpec {
  /** Of each weight. */
  readonly min: number;
  readonly max: number;
  /** Each layer may name channels of its own. */
  readonly channels?: boolean;
}

/** Several layers, each with a weight. */
export interface LayersParam extends ParamBase<readonly LayerWeight[]>, LayersSpec {
  readonly type: 'layers';
  readonly from: string;
}

/** Of each factor in `byOctave`, as those of Gradient Ascent. */
const octaveFactors = { min: 0, max: 10, mostOctaves: 32 } as const;

/**
 * Typed as `mixed3 mixed4:0.5`; a weight left out is 1. Channels stand in brackets, such as
 * `mixed5[53+172]:0.5` or `mixed6[not 3+7-9]`. Factors by octave follow the weight and a star, or
 * stand instead of it: `mixed3:0.5*1/0.5/0`, `mixed3:1/0.5/0`.
 */
export function layersParam(
  spec: FromNetwork & ParamOptions & LayersSpec & { readonly default: readonly LayerWeight[] },
): LayersParam {
  const channels = spec.channels ? ', with channels of its own as mixed5[53+172]' : '';
  const wanted = `layers with weights from ${spec.min} to ${spec.max}, such as mixed3, mixed4:0.5${channels}, or by octave as mixed3:1/0.5/0`;
  const validate = (value: unknown): Result<readonly LayerWeight[]> => {
    if (!Array.isArray(value) || value.length === 0) return misfit(value, wanted);
    const entries: LayerWeight[] = [];
    for (const entry of value) {
      const checked = validateEntry(entry, spec, wanted);
      if (!checked.ok) return checked;
      entries.push(checked.value);
    }
    return ok(entries);
  };
  return {
    ...spec,
    type: 'layers',
    socket: null,
    sweep: ['pick', 'list'],
    accepts: `\`layer:weight\`, several; weights ${spec.min} to ${spec.max}, or by octave \`layer:1/0.5/0\`${spec.channels ? '; with channels `layer[53+172]:weight`, `layer[not 3+7-9]`' : ''}`,
    isList: true,
    speaksForItself: true,
    validate,
    parse: (text) => {
      const entries: unknown[] = [];
      for (const word of splitOutsideBrackets(text)) {
        const entry = readEntry(word);
        if (!entry.ok) return entry;
        entries.push(entry.value);
      }
      return validate(entries);
    },
    format: (value) => value.map(formatEntry).join(', '),
    words: (value) => layersInWords(value),
    ofLayer: (layer) => [{ layer, weight: 1 }],
  };
}

/** The layer with its channels, such as `mixed5[53+172]`: an entry of `layersParam` without weight. */
export function formatLayer({ layer, channels }: Pick<LayerWeight, 'layer' | 'channels'>): string {
  return channels === undefined ? layer : `${layer}[${formatChannels(channels, '+')}]`;
}

/**
 * "mixed3, mixed5[53+172] ×0.5"
 * @param titleOf what people call an entry, where it has a name of its own.
 */
export function layersInWords(
  layers: readonly LayerWeight[],
  titleOf: (entry: LayerWeight) => string | undefined = () => undefined,
): string {
  return layers
    .map((entry) => {
      const { weight, byOctave } = entry;
      const factors = [
        ...(weight === 1 ? [] : [weight]),
        ...(byOctave ? [byOctave.join('/')] : []),
      ];
      return [titleOf(entry) ?? formatLayer(entry), ...factors].join(' ×');
    })
    .join(', ');
}

function validateEntry(entry: unknown, spec: LayersSpec, wanted: string): Result<LayerWeight> {
  if (!isJsonObject(entry) || !isLayerName(entry.layer)) return misfit(entry, wanted);
  const weight = validateNumber(entry.weight, spec);
  if (!weight.ok) return misfit(entry.weight, wanted);
  const named = entry.channels === undefined ? undefined : validateChannels(entry.channels);
  if (named && !named.ok) return named;
  if (named && !spec.channels) return misfit(entry.channels, wanted);
  const { byOctave } = entry;
  if (byOctave !== undefined && !areFactors(byOctave)) return misfit(byOctave, wanted);
  return ok({
    layer: entry.layer,
    weight: weight.value,
    ...(named && { channels: named.value }),
    ...(byOctave !== undefined && { byOctave }),
  });
}

function areFactors(value: unknown): value is readonly number[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const { min, max, mostOctaves } = octaveFactors;
  return (
    value.length <= mostOctaves && value.every((each) => validateNumber(each, { min, max }).ok)
  );
}

/** Layer names may hold colons; the weight is what follows the last one outside the brackets. */
const entryPattern = /^(?<layer>.*?)(?:\[(?<channels>[^\]]*)\])?(?::(?<weight>[^:\]]*))?$/s;

function readEntry(word: string): Result<unknown> {
  const { layer = '', channels, weight = '1' } = entryPattern.exec(word)?.groups ?? {};
  const named = channels === undefined ? undefined : parseChannels(channels);
  if (named && !named.ok) return named;
  const parts = weight.split('*');
  const factors = parts.at(-1)?.split('/') ?? [];
  const isByOctave = parts.length > 1 || factors.length > 1;
  return ok({
    layer,
    weight:
      isByOctave && parts.length === 1 ? 1 : plainNumber(parts.slice(0, -1).join('*') || weight),
    ...(named && { channels: named.value }),
    ...(isByOctave && { byOctave: factors.map(plainNumber) }),
  });
}

/** In a list of layers `*` and `/` are signs of its own. */
function plainNumber(text: string): number | string {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}

function formatEntry(entry: LayerWeight): string {
  const { layer, channels, weight, byOctave } = entry;
  if (byOctave) {
    const factor = weight === 1 && byOctave.length > 1 ? '' : `${weight}*`;
    return `${formatLayer(entry)}:${factor}${byOctave.join('/')}`;
  }
  const isPlain = weight === 1 && (channels !== undefined || !layer.includes(':'));
  return isPlain ? formatLayer(entry) : `${formatLayer(entry)}:${weight}`;
}

/** Words with commas, semicolons or spaces between them, but what stands in brackets stays together. */
function splitOutsideBrackets(text: string): readonly string[] {
  return text.match(/(?:\[[^\]]*\]|[^\s,;])+/g) ?? [];
}

function isLayerName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}
