import { ok } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

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
    accepts: 'text',
    sweep: [],
    maxLength,
    validate,
    parse: validate,
    format: (value) => value,
    words: (value) => value,
  };
}
