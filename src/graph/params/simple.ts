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

export interface TextParam extends ParamBase<string> {
  readonly type: 'text';
  readonly maxLength: number;
}

export function textParam(
  spec: ParamOptions & { readonly default: string; readonly maxLength?: number },
): TextParam {
  const maxLength = spec.maxLength ?? 1000;
  const validate = (value: unknown) =>
    typeof value === 'string' && value.length <= maxLength
      ? ok(value)
      : misfit(value, `text of at most ${maxLength} characters`);
  return {
    ...spec,
    type: 'text',
    socket: null,
    sweep: [],
    maxLength,
    validate,
    parse: validate,
    format: (value) => value,
    words: (value) => value,
  };
}

export interface ColourParam extends ParamBase<string> {
  readonly type: 'colour';
}

/** An sRGB colour as `#rrggbb`, lower case. */
export function colourParam(spec: ParamOptions & { readonly default: string }): ColourParam {
  const validate = (value: unknown) =>
    typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
      ? ok(value.toLowerCase())
      : misfit(value, 'a colour such as #ff8800');
  return {
    ...spec,
    type: 'colour',
    socket: null,
    sweep: ['list'],
    validate,
    parse: (text) => validate(text.trim()),
    format: (value) => value,
    words: (value) => value,
  };
}
