import type { Picture } from '../../../src/engine/picture/picture.ts';

/** Mean and population standard deviation. */
export function meanAndDeviation(values: Float32Array): { mean: number; deviation: number } {
  const mean = sum(values, (v) => v) / values.length;
  const variance = sum(values, (v) => (v - mean) ** 2) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

/**
 * How much of a detail is pixel noise: the energy of the detail minus the mean of its four
 * neighbours (edges replicated), over the energy of the detail. About 1.25 for white noise, near 0
 * for smooth forms, 0 for no detail at all.
 */
export function highFrequencyShare({ width, height, data }: Picture): number {
  const at = (x: number, y: number, channel: number): number => {
    const column = Math.min(Math.max(x, 0), width - 1);
    const row = Math.min(Math.max(y, 0), height - 1);
    return data[(row * width + column) * 3 + channel] as number;
  };
  const energy = sum(data, (v) => v * v);
  const fine = sum(data, (value, i) => {
    const channel = i % 3;
    const x = ((i - channel) / 3) % width;
    const y = Math.floor(i / 3 / width);
    const around =
      at(x - 1, y, channel) + at(x + 1, y, channel) + at(x, y - 1, channel) + at(x, y + 1, channel);
    return (value - around / 4) ** 2;
  });
  return energy === 0 ? 0 : fine / energy;
}

function sum(values: Float32Array, term: (value: number, index: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += term(values[i] as number, i);
  return total;
}
