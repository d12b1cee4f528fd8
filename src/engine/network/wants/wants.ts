import {
  type ColourOrder,
  type InputRange,
  perColour,
  type RangeName,
  type Wanted,
} from '../input-range.ts';
import type { Ir } from '../ir.ts';
import type { Imported } from '../sources.ts';
import { colourRows, type FirstFilters, firstFilters } from './first-filters.ts';
import { knownByNames } from './known-names.ts';
import { answersTo, misfitToMoments } from './photographs.ts';
import { inputRanges, rangeInWords } from './ranges.ts';

/** What a network may want, the likeliest first. */
export type Wants = readonly [Wanted, ...Wanted[]];

/**
 * What a network may want, by what its files say, its layers, and the weights of the first of them:
 * no others are read.
 * @param known what it wants, where somebody has looked.
 */
export function wantsOf(
  { ir, wants: said, usual = 'zero-to-one' }: Pick<Imported, 'ir' | 'wants' | 'usual'>,
  known?: InputRange,
): Wants {
  if (known) return ranked([wanted(known, 'This network is known.', true)]);
  if (said) return ranked([wanted(said, 'Its files say so.', true)]);
  const filters = firstFilters(ir);
  const prepared = filters && preparedBy(filters);
  if (prepared) return ranked([prepared]);
  const named = knownByNames(ir);
  const byName = named && wanted(named.range, named.reason, false);
  const byMoments = filters && fittingMoments(filters, byName);
  if (byMoments) return ranked(byName ? [byMoments, byName] : [byMoments]);
  if (byName) return ranked([byName]);
  return ranked([byOperations(ir) ?? (filters && byScale(filters, usual)) ?? unknown(usual)]);
}

/** Each only once, then the others that are common, since any guess may be wrong. */
function ranked(found: Wants): Wants {
  const common = (
    ['imagenet', 'zero-to-one', 'minus-one-to-one', 'zero-to-255', 'caffe'] as const
  ).map((name) => wanted(inputRanges[name], 'Many other networks want this.', false));
  const seen = new Set<string>();
  const isNew = ({ values, order, range }: Wanted) => {
    const key = values === 'custom' ? JSON.stringify(range) : `${values} ${order}`;
    return seen.size < seen.add(key).size;
  };
  const [first, ...rest] = [...found, ...common].filter(isNew);
  return [first as Wanted, ...rest];
}

function wanted(range: InputRange, reason: string, sure: boolean): Wanted {
  const [values, named] = nameOf(range) ?? ['custom', range];
  const order = range.order ?? 'rgb';
  return {
    values,
    order,
    range: values === 'custom' ? range : ordered(named, order),
    reason,
    sure,
  };
}

function ordered({ scale, offset }: InputRange, order: ColourOrder): InputRange {
  return order === 'bgr' ? { scale, offset, order } : { scale, offset };
}

/** The name of these values, whatever the order of the channels; undefined for others. */
function nameOf(range: InputRange): readonly [RangeName, InputRange] | undefined {
  const entries = Object.entries(inputRanges) as [RangeName, InputRange][];
  return entries.find(([, named]) => isNear(named, range));
}

function isNear(a: InputRange, b: InputRange): boolean {
  const [scale, other] = [perColour(a.scale), perColour(b.scale)];
  const [offset, otherOffset] = [perColour(a.offset), perColour(b.offset)];
  return scale.every((value, colour) => {
    const size = Math.abs(other[colour] as number);
    const apart = Math.abs((offset[colour] as number) - (otherOffset[colour] as number));
    return Math.abs(value - (other[colour] as number)) < 0.02 * size && apart < 0.01 * size;
  });
}

/**
 * Where the first layers change the colours themselves, such as by mean and deviation, only one
 * range of the picture becomes by them what networks are trained on.
 */
function preparedBy(filters: FirstFilters): Wanted | null {
  const { rows } = filters.before;
  const given = rows[0]?.weights.length ?? 0;
  const plain = rows.every(
    ({ weights, offset }, at) =>
      offset === 0 && weights.every((weight, from) => weight === (from === at ? 1 : 0)),
  );
  if (plain || given !== 3 || rows.length !== 3) return null;
  for (const name of ['zero-to-255', 'zero-to-one', 'imagenet', 'minus-one-to-one'] as const) {
    const made = rangeFrom(colourRows(filters.before, inputRanges[name]));
    const becomes = made && nameOf(made);
    if (!becomes || becomes[0] === name) continue;
    const reason = `Its first layers turn ${rangeInWords[name]} into ${rangeInWords[becomes[0]]}.`;
    return wanted(inputRanges[name], reason, true);
  }
  return null;
}

/** The range that makes these channels of a picture; null where channels mix colours. */
function rangeFrom(rows: ReturnType<typeof colourRows>): InputRange | null {
  for (const order of ['rgb', 'bgr'] as const) {
    const own = rows.map((row, channel) => ({
      ...row,
      colour: order === 'bgr' ? 2 - channel : channel,
    }));
    const pure = own.every(({ weights, colour }) =>
      weights.every((weight, at) => at === colour || Math.abs(weight) < 1e-6),
    );
    if (!pure) continue;
    const of = (value: (row: (typeof own)[number]) => number) =>
      [0, 1, 2].map((colour) => {
        const row = own.find((each) => each.colour === colour);
        return row ? value(row) : 0;
      }) as [number, number, number];
    const scale = of(({ weights, colour }) => weights[colour] as number);
    return { scale, offset: of(({ offset }) => offset), order };
  }
  return null;
}

/** How far photographs may be from what was stored of those of the training, in deviations. */
const fits = 0.4;

/**
 * By what batch normalisation stored of the pictures of the training.
 * @param byName stays where it fits nearly as well.
 */
function fittingMoments(filters: FirstFilters, byName: Wanted | null): Wanted | null {
  const { moments } = filters;
  if (!moments) return null;
  const misfit = (range: InputRange) => misfitToMoments(filters, moments, range);
  const tried = (Object.keys(inputRanges) as RangeName[])
    .map((name) => ({ name, away: misfit(inputRanges[name]) }))
    .sort((a, b) => a.away - b.away);
  const [best] = tried;
  if (!best || best.away > fits) return null;
  if (byName && misfit(byName.range) < Math.max(fits / 2, 2 * best.away)) return byName;
  const next = tried.find(({ away }) => away > 2 * best.away);
  const others = next ? ` Of other values the nearest is ${next.away.toFixed(1)} off.` : '';
  const reason = `With these values photographs have the mean and spread that its first batch normalisation stored in training, to ${best.away.toFixed(1)} deviations.${others}`;
  return wanted(inputRanges[best.name], reason, false);
}

/** Local response normalisation went out of use with Caffe. */
function byOperations(ir: Ir): Wanted | null {
  if (!ir.some(({ op }) => op === 'local-response')) return null;
  const reason = 'Its response normalisation is of the time of Caffe, whose networks want this.';
  return wanted(inputRanges.caffe, reason, false);
}

/** Photographs from 0 to 255 make the filters of other networks answer far louder than this. */
const loud = 8;

/** By how large the first filters are. */
function byScale(filters: FirstFilters, usual: RangeName): Wanted {
  const spread = answersTo(filters, inputRanges['zero-to-255']).variance.map(Math.sqrt);
  const live = spread.filter((value) => value > 0.03 * Math.max(...spread));
  const middle = live.sort((a, b) => a - b)[Math.floor(live.length / 2)] ?? 0;
  if (middle < loud && middle > 0) {
    const reason = 'Its first filters are so small that they suit values from 0 to 255.';
    return wanted(inputRanges['zero-to-255'], reason, false);
  }
  const reason = `Its first filters are too large for values up to 255; ${rangeInWords[usual]} are the most common then.`;
  return wanted(inputRanges[usual], reason, false);
}

function unknown(usual: RangeName): Wanted {
  return wanted(inputRanges[usual], 'Nothing in its files tells; this is the most common.', false);
}
