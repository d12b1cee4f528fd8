import type { KernelName } from '../kernels/instance.ts';
import type { Arena } from './arena.ts';
import type { Buffer, Place } from './view.ts';

type Argument = number | Place;

/**
 * One call of a kernel for all its units. The units are independent of one another, so they may be
 * dealt out to several threads.
 */
export interface Call {
  readonly kernel: KernelName;
  /** In the order of the kernel's parameters, without the last two, begin and end. */
  readonly args: readonly Argument[];
  readonly units: number;
}

export function buffersOf({ args }: Call): readonly Buffer[] {
  return args.flatMap((arg) => (typeof arg === 'number' ? [] : [arg.buffer]));
}

/** A call whose addresses in the arena are offsets from its beginning. */
export interface PlacedCall {
  readonly kernel: KernelName;
  readonly args: readonly number[];
  /** Which arguments are offsets. */
  readonly inArena: readonly boolean[];
  readonly units: number;
}

export function placeCall({ kernel, args, units }: Call, { offsets }: Arena): PlacedCall {
  return {
    kernel,
    args: args.map((arg) => (typeof arg === 'number' ? arg : offsetOf(arg, offsets))),
    inArena: args.map((arg) => typeof arg !== 'number'),
    units,
  };
}

export function offsetOf({ buffer, offset }: Place, offsets: Arena['offsets']): number {
  const begin = offsets.get(buffer);
  if (begin === undefined) throw new Error('This buffer has no place in the arena.');
  return begin + offset;
}
