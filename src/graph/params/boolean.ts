import { ok } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

export interface BooleanParam extends ParamBase<boolean> {
  readonly type: 'boolean';
}

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

export function booleanParam(spec: ParamOptions & { readonly default: boolean }): BooleanParam {
  const validate = (value: unknown) =>
    typeof value === 'boolean' ? ok(value) : misfit(value, 'true or false');
  return {
    ...spec,
    type: 'boolean',
    socket: null,
    accepts: '`true` or `false`',
    sweep: ['pick'],
    options: [
      { value: true, label: 'yes' },
      { value: false, label: 'no' },
    ],
    validate,
    parse: (text) => {
      const word = text.trim().toLowerCase();
      return validate(Object.hasOwn(words, word) ? words[word] : text);
    },
    format: String,
    words: (value) => (value ? 'yes' : 'no'),
  };
}
