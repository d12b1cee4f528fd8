import { availableParallelism, loadavg } from 'node:os';
import { rounded } from '../measure.ts';

/** The 1-minute load of the machine, and its number of cores. */
export function machine() {
  return { cores: availableParallelism(), load1: rounded(loadavg()[0] ?? 0) };
}
