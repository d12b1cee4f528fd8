import { addLanes } from './channels';
import { load4, scratch, store4 } from './simd';

/*
 * Normalisation of channels in groups: over all positions in three steps (sums of each channel, mean
 * and factor of each group, then every pixel), at each position apart in one. Sums go row by row, so
 * that they keep their digits.
 */

/** moments: means, then squared distances from them, of each channel. Units: groups of four channels. */
export function channelMoments(
  x: usize, xPixel: i32, rows: i32, columns: i32, channels: i32, moments: usize, begin: i32, end: i32,
): void {
  const share = f32x4.splat(<f32>1 / (<f32>rows * <f32>columns));
  for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
    const left = channels - c;
    let mean = f32x4.splat(0);
    for (let pass = 0; pass < 2; pass++) {
      // The second time what the first left out for want of digits.
      let sum = f32x4.splat(0);
      for (let row = 0, at = x + c * 4; row < rows; row++) {
        let line = f32x4.splat(0);
        for (let column = 0; column < columns; column++, at += xPixel) {
          line = f32x4.add(line, f32x4.sub(load4(at, left), mean));
        }
        sum = f32x4.add(sum, line);
      }
      mean = f32x4.add(mean, f32x4.mul(sum, share));
    }
    let squares = f32x4.splat(0);
    for (let row = 0, at = x + c * 4; row < rows; row++) {
      let line = f32x4.splat(0);
      for (let column = 0; column < columns; column++, at += xPixel) {
        const distance = f32x4.sub(load4(at, left), mean);
        line = f32x4.add(line, f32x4.mul(distance, distance));
      }
      squares = f32x4.add(squares, line);
    }
    store4(moments + c * 4, mean, left);
    store4(moments + (channels + c) * 4, f32x4.mul(squares, share), left);
  }
}

/** For each channel the mean of its group, and one over its deviation. Units: groups. */
export function groupMoments(
  moments: usize, channels: i32, size: i32, epsilon: f32, to: usize, begin: i32, end: i32,
): void {
  for (let group = begin; group < end; group++) {
    const first = group * size;
    let mean: f32 = 0, variance: f32 = 0;
    for (let c = first; c < first + size; c++) mean += load<f32>(moments + c * 4);
    mean /= <f32>size;
    for (let c = first; c < first + size; c++) {
      const off = load<f32>(moments + c * 4) - mean;
      variance += load<f32>(moments + (channels + c) * 4) + off * off;
    }
    const factor = <f32>1 / Mathf.sqrt(variance / <f32>size + epsilon);
    for (let c = first; c < first + size; c++) {
      store<f32>(to + c * 4, mean);
      store<f32>(to + (channels + c) * 4, factor);
    }
  }
}

/** y = (x - mean) · factor, both of each channel. Units: pixels. */
export function normalise(
  x: usize, xPixel: i32, channels: i32, moments: usize, y: usize, yPixel: i32, begin: i32, end: i32,
): void {
  const factors = moments + channels * 4;
  for (let p = begin; p < end; p++) {
    const from = x + p * xPixel, to = y + p * yPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const distance = f32x4.sub(load4(from + at, left), load4(moments + at, left));
      store4(to + at, f32x4.mul(distance, load4(factors + at, left)), left);
    }
  }
}

/** to: means of the cotangent y, then of y · n, of each channel. Units: groups of four channels. */
export function cotangentMeans(
  n: usize, nPixel: i32, y: usize, yPixel: i32, rows: i32, columns: i32, channels: i32, to: usize,
  begin: i32, end: i32,
): void {
  const share = f32x4.splat(<f32>1 / (<f32>rows * <f32>columns));
  for (let c = begin * 4; c < min(end * 4, channels); c += 4) {
    const left = channels - c;
    let plain = f32x4.splat(0), along = f32x4.splat(0);
    for (let row = 0, p = 0; row < rows; row++) {
      let plainLine = f32x4.splat(0), alongLine = f32x4.splat(0);
      for (let column = 0; column < columns; column++, p++) {
        const cotangent = load4(y + p * yPixel + c * 4, left);
        plainLine = f32x4.add(plainLine, cotangent);
        alongLine = f32x4.add(alongLine, f32x4.mul(cotangent, load4(n + p * nPixel + c * 4, left)));
      }
      plain = f32x4.add(plain, plainLine);
      along = f32x4.add(along, alongLine);
    }
    store4(to + c * 4, f32x4.mul(plain, share), left);
    store4(to + (channels + c) * 4, f32x4.mul(along, share), left);
  }
}

/** Both means of each channel become those of its group. Units: groups. */
export function groupMeans(moments: usize, channels: i32, size: i32, begin: i32, end: i32): void {
  for (let half = 0; half < 2; half++) {
    for (let group = begin; group < end; group++) {
      const first = moments + (half * channels + group * size) * 4;
      let sum: f32 = 0;
      for (let c = 0; c < size; c++) sum += load<f32>(first + c * 4);
      for (let c = 0; c < size; c++) store<f32>(first + c * 4, sum / <f32>size);
    }
  }
}

/**
 * Input gradient g [+]= factor · (y - its mean - n · the mean of y · n); n: what `normalise` gave;
 * moments: as there; means: of the cotangent y. Units: pixels.
 */
export function normaliseBack(
  n: usize, nPixel: i32, y: usize, yPixel: i32, channels: i32, moments: usize, means: usize,
  g: usize, gPixel: i32, accumulate: bool, begin: i32, end: i32,
): void {
  const factors = moments + channels * 4, along = means + channels * 4;
  for (let p = begin; p < end; p++) {
    const value = n + p * nPixel, from = y + p * yPixel, to = g + p * gPixel;
    for (let c = 0; c < channels; c += 4) {
      const at = c * 4, left = channels - c;
      const rest = f32x4.mul(load4(value + at, left), load4(along + at, left));
      const plain = f32x4.sub(load4(from + at, left), load4(means + at, left));
      let result = f32x4.mul(load4(factors + at, left), f32x4.sub(plain, rest));
      if (accumulate) result = f32x4.add(result, load4(to + at, left));
      store4(to + at, result, left);
    }
  }
}

/** The sum of `size` numbers. */
function sumOf(from: usize, size: i32): f32 {
  let four = f32x4.splat(0);
  for (let c = 0; c < size; c += 4) four = f32x4.add(four, load4(from + c * 4, size - c));
  return addLanes(four);
}

/** Each group of channels of each pixel by itself; factors: [pixels, groups]. Units: pixels. */
export function normaliseChannels(
  x: usize, xPixel: i32, channels: i32, size: i32, epsilon: f32, factors: usize,
  y: usize, yPixel: i32, begin: i32, end: i32,
): void {
  const groups = channels / size;
  for (let p = begin; p < end; p++) {
    for (let group = 0; group < groups; group++) {
      const from = x + p * xPixel + group * size * 4, to = y + p * yPixel + group * size * 4;
      const mean = f32x4.splat(sumOf(from, size) / <f32>size);
      for (let c = 0; c < size; c += 4) {
        const left = size - c;
        const distance = f32x4.sub(load4(from + c * 4, left), mean);
        store4(to + c * 4, distance, left);
        store4(scratch + c * 4, f32x4.mul(distance, distance), left);
      }
      const factor = <f32>1 / Mathf.sqrt(sumOf(scratch, size) / <f32>size + epsilon);
      store<f32>(factors + (p * groups + group) * 4, factor);
      const all = f32x4.splat(factor);
      for (let c = 0; c < size; c += 4) {
        store4(to + c * 4, f32x4.mul(load4(to + c * 4, size - c), all), size - c);
      }
    }
  }
}

/** Input gradient of `normaliseChannels`; n: what it gave. Units: pixels. */
export function normaliseChannelsBack(
  n: usize, nPixel: i32, y: usize, yPixel: i32, channels: i32, size: i32, factors: usize,
  g: usize, gPixel: i32, accumulate: bool, begin: i32, end: i32,
): void {
  const groups = channels / size;
  for (let p = begin; p < end; p++) {
    for (let group = 0; group < groups; group++) {
      const first = group * size * 4;
      const value = n + p * nPixel + first, from = y + p * yPixel + first, to = g + p * gPixel + first;
      for (let c = 0; c < size; c += 4) {
        const at = c * 4, left = size - c;
        store4(scratch + at, f32x4.mul(load4(value + at, left), load4(from + at, left)), left);
      }
      const mean = f32x4.splat(sumOf(from, size) / <f32>size);
      const along = f32x4.splat(sumOf(scratch, size) / <f32>size);
      const factor = f32x4.splat(load<f32>(factors + (p * groups + group) * 4));
      for (let c = 0; c < size; c += 4) {
        const at = c * 4, left = size - c;
        const rest = f32x4.mul(load4(value + at, left), along);
        const plain = f32x4.sub(load4(from + at, left), mean);
        let result = f32x4.mul(factor, f32x4.sub(plain, rest));
        if (accumulate) result = f32x4.add(result, load4(to + at, left));
        store4(to + at, result, left);
      }
    }
  }
}
