import { ok, type Result } from '../../common/result.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import { splitList } from './numbers.ts';

/** All channels of a layer, or some of them by number, ascending. */
export type ChannelsValue = 'all' | readonly number[];

/** Typed as `all` or `3, 7, 10-12`. */
export interface ChannelsParam extends ParamBase<ChannelsValue> {
  readonly type: 'channels';
}

const largest = 65_535;
const wanted = `all, or channel numbers from 0 to ${largest} such as 3, 7, 10-12`;

export function channelsParam(
  spec: ParamOptions & { readonly default?: ChannelsValue } = {},
): ChannelsParam {
  return {
    default: 'all',
    ...spec,
    type: 'channels',
    socket: false,
    validate: validateChannels,
    parse: parseChannels,
    format: (value) => (value === 'all' ? value : value.join(', ')),
  };
}

function validateChannels(value: unknown): Result<ChannelsValue> {
  if (value === 'all') return ok(value);
  if (!Array.isArray(value) || value.length === 0) return misfit(value, wanted);
  const wrong = value.find((entry) => !isChannel(entry));
  if (wrong !== undefined) return misfit(wrong, wanted);
  return ok([...new Set<number>(value)].sort((a, b) => a - b));
}

function parseChannels(text: string): Result<ChannelsValue> {
  if (text.trim().toLowerCase() === 'all') return ok('all');
  const channels: number[] = [];
  for (const word of splitList(text)) {
    const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(word) ?? [];
    if (first === undefined) return misfit(word, wanted);
    for (let channel = Number(first); channel <= Number(last ?? first); channel++) {
      channels.push(channel);
    }
  }
  return validateChannels(channels);
}

function isChannel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest;
}
