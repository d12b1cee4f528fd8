import type { InputReference, KerasLayer } from './topology.ts';

/** One call of a layer. */
export interface Step {
  readonly layer: KerasLayer;
  readonly call: number;
  readonly inputs: readonly InputReference[];
}

/** A layer that is called more than once gives a value per call. */
export function valueName({ layer, call }: Pick<InputReference, 'layer' | 'call'>): string {
  return call === 0 ? layer : `${layer}:${call}`;
}

/**
 * Every call after those that it reads. Model files list layers in any order (shared layers cannot be
 * otherwise); the order is kept as far as possible, as if the list were gone through again and again.
 * Calls that wait for a layer that is not there can never run, and nothing else needs them.
 */
export function inRunningOrder(layers: readonly KerasLayer[]): readonly Step[] {
  const steps = layers.flatMap((layer): Step[] =>
    layer.calls.length === 0
      ? [{ layer, call: 0, inputs: [] }]
      : layer.calls.map((inputs, call) => ({ layer, call, inputs })),
  );
  const readers = new Map<string, number[]>();
  const missing = steps.map(({ inputs }) => inputs.length);
  for (const [at, { inputs }] of steps.entries()) {
    for (const input of inputs) {
      const list = readers.get(valueName(input));
      if (list) list.push(at);
      else readers.set(valueName(input), [at]);
    }
  }
  /** How often the list has been gone through when a step can run. */
  const rounds = steps.map(() => 0);
  const ready = missing.flatMap((count, at) => (count === 0 ? [at] : []));
  for (const at of ready) {
    const { layer, call } = steps[at] as Step;
    for (const reader of readers.get(valueName({ layer: layer.name, call })) ?? []) {
      const round = (rounds[at] ?? 0) + (at > reader ? 1 : 0);
      rounds[reader] = Math.max(rounds[reader] ?? 0, round);
      missing[reader] = (missing[reader] ?? 0) - 1;
      if (missing[reader] === 0) ready.push(reader);
    }
  }
  return ready
    .sort((a, b) => (rounds[a] ?? 0) - (rounds[b] ?? 0) || a - b)
    .map((at) => steps[at] as Step);
}
