import type { Json } from '../../graph/document/json.ts';
import { count, inSentence } from '../../graph/document/names.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { formatLayer, type LayerWeight } from '../../graph/params/layers.ts';
import type { Param } from '../../graph/params/param.ts';
import { motifOf } from '../../nodes/motifs.ts';
import { fileTitle } from './file-names.ts';

/** A value as captions and headings tell it: a choice by its label, a file by its name. */
export function valueInWords(param: Param | undefined, value: Json): string {
  if (!param?.validate(value).ok) return JSON.stringify(value);
  switch (param.type) {
    case 'boolean':
      return value === true ? 'yes' : 'no';
    case 'choice':
      return inSentence(param.options.find((option) => option.value === value)?.label ?? '');
    case 'layers':
      return layersInWords(value as readonly LayerWeight[]);
    case 'file':
      return fileTitle(value as FileReference);
    case 'number':
      return param.unit ? `${value} ${param.unit}` : String(value);
    case 'strokes':
      return count(Array.isArray(value) ? value.length : 0, 'stroke');
    default:
      return (param.format as (value: Json) => string)(value);
  }
}

/**
 * "mixed3, mixed5[53+172] ×0.5"
 * @param network the embedded network whose motifs go by their titles.
 */
export function layersInWords(layers: readonly LayerWeight[], network?: string): string {
  return layers
    .map((entry) => {
      const { weight, byOctave } = entry;
      const factors = [
        ...(weight === 1 ? [] : [weight]),
        ...(byOctave ? [byOctave.join('/')] : []),
      ];
      const title = motifOf(network, entry)?.title ?? formatLayer(entry);
      return [title, ...factors].join(' ×');
    })
    .join(', ');
}
