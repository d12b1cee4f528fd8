import { fail, ok, type Result } from '../../common/result.ts';
import type { Ir } from './ir.ts';

/** One number for all colours, or one each for red, green and blue. */
export type PerColour = number | Colours;
export type Colours = readonly [number, number, number];

/**
 * What a network wants for a picture x in [0, 1]: `scale * x + offset` of each colour, and its
 * channels in this order, red first when absent.
 */
export interface InputRange {
  readonly scale: PerColour;
  readonly offset: PerColour;
  readonly order?: ColourOrder;
}

export type ColourOrder = 'rgb' | 'bgr';

/** Ranges that many networks share; `wants/ranges.ts` has their numbers. */
export type RangeName =
  | 'zero-to-one'
  | 'minus-one-to-one'
  | 'zero-to-255'
  | 'imagenet'
  | 'clip'
  | 'caffe';

/** What a network may want of pictures, and why it is thought to. */
export interface Wanted {
  /** `custom` where the numbers are of no name. */
  readonly values: RangeName | 'custom';
  readonly order: ColourOrder;
  readonly range: InputRange;
  /** A sentence. */
  readonly reason: string;
  /** Whether its files say so, or their structure leaves no other. */
  readonly sure: boolean;
}

/** One channel of a network's input: a sum of the colours with these weights, plus an offset. */
export interface InputChannel {
  readonly weights: Colours;
  readonly offset: number;
}

/** How much red, green and blue add to brightness (ITU-R BT.601): what grey pictures are made with. */
const brightness: Colours = [0.299, 0.587, 0.114];

/**
 * How the channels of a network's input are made from a picture. A network of one channel gets the
 * brightness of what the range makes of the colours.
 */
export function inputChannels(range: InputRange, channels: number): readonly InputChannel[] {
  const [scale, offset] = [perColour(range.scale), perColour(range.offset)];
  if (channels === 1) {
    const weights = brightness.map((share, colour) => share * (scale[colour] as number));
    const mean = brightness.reduce((sum, share, colour) => sum + share * Number(offset[colour]), 0);
    return [{ weights: weights as unknown as Colours, offset: mean }];
  }
  const colours = range.order === 'bgr' ? [2, 1, 0] : [0, 1, 2];
  return colours.map((colour) => ({
    weights: [0, 1, 2].map((each) =>
      each === colour ? (scale[colour] as number) : 0,
    ) as unknown as Colours,
    offset: offset[colour] as number,
  }));
}

/** The range as one scale and one offset for all channels, where that says all of it. */
export function uniformRange(
  range: InputRange,
  channels: number,
): { readonly scale: number; readonly offset: number } | null {
  const [scale, offset] = [oneOf(range.scale), oneOf(range.offset)];
  if (channels !== 3 || scale === null || offset === null || range.order === 'bgr') return null;
  return { scale, offset };
}

/** A number for each colour. */
export function perColour(value: PerColour): Colours {
  return typeof value === 'number' ? [value, value, value] : value;
}

function oneOf(value: PerColour): number | null {
  const [red, green, blue] = perColour(value);
  return red === green && green === blue ? red : null;
}

/** How many channels the network's input has. */
export function channelsOfInput(ir: Ir): number {
  const input = ir.find((node) => node.op === 'input');
  return input?.op === 'input' ? input.channels : 0;
}

/** Whether pictures can be given to the network. Problem: `network-inputs`. */
export function checkInput(ir: Ir): Result<void> {
  const channels = channelsOfInput(ir);
  if (channels === 3 || channels === 1) return ok(undefined);
  return fail({
    code: 'network-inputs',
    message: `The network takes ${channels} channels. Pictures have three (red, green and blue), or one where the network takes grey ones.`,
    remedy: 'Choose a network that was trained on photographs.',
  });
}
