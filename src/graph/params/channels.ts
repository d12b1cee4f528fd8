import { ok, type Result } from '../../common/result.ts';
import { isJsonObject } from '../document/json.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

/** All channels of a layer, some of them by number, or all but some; numbers ascend. */
export type ChannelsValue = 'all' | readonly number[] | { readonly not: readonly number[] };

/** Typed as `all`, `3, 7, 10-12` or `not 3, 7-9`. */
export interface ChannelsParam extends ParamBase<ChannelsValue> {
  readonly type: 'channels';
}

const largest = 65_535;
const wanted = `all, channel numbers from 0 to ${largest} such as 3, 7, 10-12, or all but some: not 3, 7-9`;

export function channelsParam(
  spec: ParamOptions & { readonly default?: ChannelsValue } = {},
): ChannelsParam {
  return {
    default: 'all',
    ...spec,
    type: 'channels',
    socket: null,
    accepts: '`all`, numbers such as `3, 7, 10-12`, or `not 3, 7-9`',
    sweep: ['list'],
    validate: validateChannels,
    parse: parseChannels,
    format: (value) => formatChannels(value),
    words: (value) => formatChannels(value),
  };
}

export function validateChannels(value: unknown): Result<ChannelsValue> {
  if (value === 'all') return ok(value);
  if (!isJsonObject(value)) return validateNumbers(value);
  const { not, ...others } = value;
  if (Object.keys(others).length > 0) return misfit(value, wanted);
  const left = validateNumbers(not);
  return left.ok ? ok({ not: left.value }) : left;
}

/** Numbers may be separated by commas, semicolons, spaces or plus signs. */
export function parseChannels(text: string): Result<ChannelsValue> {
  const trimmed = text.trim();
  if (trimmed.toLowerCase() === 'all') return ok('all');
  const [, left] = /^not\b(.*)$/is.exec(trimmed) ?? [];
  const numbers = parseNumbers(left ?? trimmed);
  return !numbers.ok || left === undefined ? numbers : ok({ not: numbers.value });
}

/** The text that `parseChannels` reads back as this value; runs of numbers as `7-9`. */
export function formatChannels(value: ChannelsValue, separator = ', '): string {
  if (value === 'all') return value;
  const named = namedChannels(value);
  return named
    ? runsOf(named).join(separator)
    : `not ${runsOf(excludedChannels(value)).join(separator)}`;
}

/** The channels chosen by number; undefined where it is all of them, or all but some. */
export function namedChannels(value: ChannelsValue): readonly number[] | undefined {
  return value === 'all' || 'not' in value ? undefined : value;
}

/** The channels that a choice of all but some leaves out. */
export function excludedChannels(value: ChannelsValue): readonly number[] {
  return value !== 'all' && 'not' in value ? value.not : [];
}

function validateNumbers(value: unknown): Result<readonly number[]> {
  if (!Array.isArray(value) || value.length === 0) return misfit(value, wanted);
  const wrong = value.find((entry) => !isChannel(entry));
  if (wrong !== undefined) return misfit(wrong, wanted);
  return ok([...new Set<number>(value)].sort((a, b) => a - b));
}

function parseNumbers(text: string): Result<readonly number[]> {
  const channels: number[] = [];
  for (const word of text.split(/[\s,;+]+/).filter((each) => each !== '')) {
    const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(word) ?? [];
    if (first === undefined) return misfit(word, wanted);
    for (let channel = Number(first); channel <= Number(last ?? first); channel++) {
      channels.push(channel);
    }
  }
  return validateNumbers(channels);
}

/** Three or more numbers in a row as one word. */
function runsOf(numbers: readonly number[]): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < numbers.length; ) {
    const first = numbers[at] as number;
    let end = at + 1;
    while (numbers[end] === first + end - at) end++;
    if (end - at > 2) words.push(`${first}-${numbers[end - 1]}`);
    else words.push(...numbers.slice(at, end).map(String));
    at = end;
  }
  return words;
}

function isChannel(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largest;
}
