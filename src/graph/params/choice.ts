import { nearest } from '../../common/nearest.ts';
import { ok } from '../../common/result.ts';
import { inSentence } from '../document/names.ts';
import { misfit, type ParamBase, type ParamOption, type ParamOptions } from './base.ts';

export interface ChoiceParam<Value extends string = string> extends ParamBase<Value> {
  readonly type: 'choice';
  readonly options: readonly ParamOption<Value>[];
}

/**
 * One of a few named values.
 * @param labels value -> label, in the order in which they are offered.
 */
export function choiceParam<Value extends string>(
  labels: Readonly<Record<Value, string>>,
  spec: ParamOptions & { readonly default: NoInfer<Value> },
): ChoiceParam<Value> {
  const values = Object.keys(labels) as Value[];
  const validate = (value: unknown) => {
    const found = values.find((candidate) => candidate === value);
    return found === undefined ? misfit(value, wanted(value, values)) : ok(found);
  };
  return {
    ...spec,
    type: 'choice',
    socket: null,
    sweep: ['pick'],
    accepts: values.map((value) => `\`${value}\``).join(' | '),
    options: values.map((value) => ({ value, label: labels[value] })),
    validate,
    parse: (text) => validate(text.trim()),
    format: (value) => value,
    words: (value) => inSentence(labels[value]),
  };
}

function wanted(value: unknown, values: readonly string[]): string {
  const [closest] = typeof value === 'string' ? nearest(value, values, 1) : [];
  const list = `one of ${values.join(', ')}`;
  return closest === undefined ? list : `${list}; closest is ${closest}`;
}
