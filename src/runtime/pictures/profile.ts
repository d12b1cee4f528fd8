import type { Colour, Matrix } from './colour.ts';
import { letters, viewOf } from './header.ts';

type Curve = (value: number) => number;

/**
 * What an ICC profile of the simple kind says: a curve for each channel, and for colours a matrix.
 * Undefined for profiles of tables, and damaged ones.
 */
export function colourOfProfile(profile: Uint8Array): Colour | undefined {
  try {
    return read(profile);
  } catch (error) {
    // A tag that lies outside.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function read(profile: Uint8Array): Colour | undefined {
  if (profile.length < 132) return undefined;
  const view = viewOf(profile);
  const tags = new Map<string, DataView>();
  const count = Math.min(view.getUint32(128), 100);
  for (let i = 0; i < count; i++) {
    const at = 132 + 12 * i;
    const [from, length] = [view.getUint32(at + 4), view.getUint32(at + 8)];
    tags.set(letters(profile, at, at + 4), viewOf(profile.subarray(from, from + length)));
  }
  if (tags.has('A2B0') || letters(profile, 20, 24) !== 'XYZ ') return undefined;
  const grey = letters(profile, 16, 20) === 'GRAY';
  const curves = (grey ? ['kTRC'] : ['rTRC', 'gTRC', 'bTRC']).map((tag) => curve(tags.get(tag)));
  if (!curves.every((each) => each !== undefined)) return undefined;
  if (grey) return { primaries: { toXyzD50: greyAxis }, transfer: { kind: 'curves', curves } };
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => triple(tags.get(tag)));
  if (!columns.every((each) => each !== undefined)) return undefined;
  const toXyzD50 = [0, 1, 2].map((row) => columns.map((column) => column[row]));
  return {
    primaries: { toXyzD50: toXyzD50 as unknown as Matrix },
    transfer: { kind: 'curves', curves },
  };
}

/** A third of white for each of three equal channels. */
const greyAxis = [0.9642, 1, 0.8249].map((white) => [
  white / 3,
  white / 3,
  white / 3,
]) as unknown as Matrix;

const fixed = (view: DataView, at: number) => view.getInt32(at) / 65536;

function triple(tag: DataView | undefined): readonly number[] | undefined {
  return tag && [8, 12, 16].map((at) => fixed(tag, at));
}

function curve(tag: DataView | undefined): Curve | undefined {
  if (!tag) return undefined;
  const type = tag.getUint32(0);
  if (type === 0x63757276) return sampled(tag);
  return type === 0x70617261 ? parametric(tag) : undefined;
}

/** `curv`: an exponent, or samples between which the curve is straight. */
function sampled(tag: DataView): Curve {
  const count = tag.getUint32(8);
  if (count === 0) return (value) => value;
  if (count === 1) {
    const exponent = tag.getUint16(12) / 256;
    return (value) => value ** exponent;
  }
  const samples = Float64Array.from({ length: count }, (_, i) => tag.getUint16(12 + 2 * i) / 65535);
  return (value) => {
    const place = Math.min(1, Math.max(0, value)) * (count - 1);
    const left = Math.min(count - 2, Math.floor(place));
    const [low, high] = [samples[left] as number, samples[left + 1] as number];
    return low + (high - low) * (place - left);
  };
}

/** `para`: five formulas, each a part of the last one. */
function parametric(tag: DataView): Curve | undefined {
  const form = tag.getUint16(8);
  const counts = [1, 3, 4, 5, 7];
  const count = counts[form];
  if (count === undefined) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: count }, (_, i) =>
    fixed(tag, 12 + 4 * i),
  );
  const power = (value: number) => Math.max(0, a * value + b) ** g;
  switch (form) {
    case 0:
      return (value) => value ** g;
    case 1:
      return (value) => (value >= -b / a ? power(value) : 0);
    case 2:
      return (value) => (value >= -b / a ? power(value) + c : c);
    case 3:
      return (value) => (value >= d ? power(value) : c * value);
    default:
      return (value) => (value >= d ? power(value) + e : c * value + f);
  }
}
