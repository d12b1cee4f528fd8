/** One turn of a contender. Returns its measure, mostly milliseconds. */
export type Contender = () => number | Promise<number>;

export interface Timing {
  readonly median: number;
  readonly min: number;
  readonly rounds: number;
}

/**
 * Lets contenders take turns, so that other load on the machine affects all of them alike. The first
 * round warms up and does not count.
 */
export async function takeTurns<Name extends string>(
  rounds: number,
  contenders: Readonly<Partial<Record<Name, Contender>>>,
): Promise<Record<Name, Timing>> {
  const names = Object.keys(contenders) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const ms = await contenders[name]?.();
      if (round > 0 && ms !== undefined) times.get(name)?.push(ms);
    }
  }
  return Object.fromEntries(
    names.map((name) => [name, summarise(times.get(name) ?? [])]),
  ) as Record<Name, Timing>;
}

function summarise(times: readonly number[]): Timing {
  return { median: median(times), min: Math.min(...times), rounds: times.length };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How many times longer the peer takes than our program; null without a peer. */
export function ratio(peer: Timing | undefined, ours: Timing): number | null {
  return peer ? rounded(peer.median / ours.median) : null;
}
