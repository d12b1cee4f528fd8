import { ok } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

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
    accepts: '`#rrggbb`',
    sweep: ['list'],
    validate,
    parse: (text) => validate(text.trim()),
    format: (value) => value,
    words: (value) => value,
  };
}
