import type { Pair } from './ir.ts';
import { paddingAround, type Window } from './windows.ts';

/** The part of a filter that a correlation needs along one axis. */
export interface Taps {
  /** Which entries of the filter, in the order in which they meet the input. */
  readonly taps: readonly number[];
  /** Zeros to put before and after the input; negative: entries of it to leave out. */
  readonly before: number;
  readonly after: number;
}

/** The taps of a convolution along one axis of an input of length `input`. */
export function tapsAlong(axis: 0 | 1, input: number, window: Window): Taps {
  const [stride, dilation] = [window.strides[axis], window.dilation[axis]];
  const [before, after] = paddingAround(axis, input, window);
  const taps = Array.from({ length: window.size[axis] }, (_, tap) => tap);
  return withoutIdle({ taps, before, after }, input, stride, dilation);
}

/**
 * The input gradient of a strided window is itself a few plain correlations. With stride s the
 * input positions fall into s phases per axis; those of one phase see the same taps of the filter,
 * so each phase is a stride-1 correlation of the cotangent with those taps, flipped. Stride 1 is
 * the case of one phase: a convolution with the flipped filter.
 *
 * Worked out along one axis for dilation d: input i = s·q + r gets the sum over all taps t, for which
 * r + before - d·t is a multiple of s, of dy[q + (r + before - d·t) / s] · w[t]. They are s / gcd(s, d)
 * apart, and what they meet is d / gcd(s, d) apart: `dilationOfPhases`.
 */
export function phasesAlong(
  axis: 0 | 1,
  input: number,
  output: number,
  window: Window,
): readonly Taps[] {
  const [stride, dilation] = [window.strides[axis], window.dilation[axis]];
  const [padded] = paddingAround(axis, input, window);
  const apart = dilationOfPhases(window)[axis];
  const length = Math.ceil(input / stride);
  return Array.from({ length: stride }, (_, r) => {
    const taps = phaseTaps(window.size[axis], stride, dilation, r + padded);
    const shift = Math.floor((r + padded - (taps.at(-1) ?? 0) * dilation) / stride);
    const phase = {
      taps,
      before: (taps.length - 1) * apart - shift,
      after: length - 1 + shift - (output - 1),
    };
    return withoutIdle(phase, output, 1, apart);
  });
}

/** How far apart what the taps of one phase meet is. */
export function dilationOfPhases({ strides, dilation }: Window): Pair {
  const along = (axis: 0 | 1) => dilation[axis] / divisorOf(strides[axis], dilation[axis]);
  return [along(0), along(1)];
}

/** The greatest that both have in common. */
function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}

/** Phases that one correlation computes side by side, as channels of one pixel. */
export interface SideBySide {
  /** The taps of each phase, all in one window; null where another phase has a tap and it has none. */
  readonly phases: readonly (readonly (number | null)[])[];
  /** As in `Taps`, of the window. */
  readonly before: number;
  readonly after: number;
}

/** @param taps of phases that give as many outputs each, every one with at least one tap. */
export function sideBySide(taps: readonly Taps[]): SideBySide {
  const before = Math.max(...taps.map((phase) => phase.before));
  const after = Math.max(...taps.map((phase) => phase.after));
  const none = (length: number) => Array<null>(length).fill(null);
  const phases = taps.map((phase) => [
    ...none(before - phase.before),
    ...phase.taps,
    ...none(after - phase.after),
  ]);
  return { phases, before, after };
}

/** The last tap first. */
function phaseTaps(
  size: number,
  stride: number,
  dilation: number,
  place: number,
): readonly number[] {
  const meets = (tap: number) => (place - tap * dilation) % stride === 0;
  return Array.from({ length: size }, (_, i) => size - 1 - i).filter(meets);
}

/**
 * Without the taps at both ends that meet nothing but zeros: on the smallest octaves the maps of
 * deep layers are a pixel or two long, and most of a 7-tap filter lies beside them.
 */
function withoutIdle(all: Taps, input: number, stride: number, dilation: number): Taps {
  const { taps, before, after } = all;
  const extent = (taps.length - 1) * dilation + 1;
  if (input >= extent + stride - 1) return all;
  const outputs = Math.floor((before + input + after - extent) / stride) + 1;
  const meets = (_: number, at: number) =>
    Array.from({ length: outputs }, (_, o) => o * stride - before + at * dilation).some(
      (place) => place >= 0 && place < input,
    );
  const [first, last] = [taps.findIndex(meets), taps.findLastIndex(meets)];
  const fewer = {
    taps: taps.slice(first, last + 1),
    before: before - first * dilation,
    after: after - (taps.length - 1 - last) * dilation,
  };
  // Where entries of the input would have to be left out as well, the zeros stay.
  return first < 0 || fewer.before < 0 || fewer.after < 0 ? all : fewer;
}
