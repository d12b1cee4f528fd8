import { availableParallelism, loadavg } from 'node:os';
import { rounded } from '../measure.ts';

/** How busy the machine was: 1-minute load, and cores to compare it with. */
export function machine() {
  return { cores: availableParallelism(), load1: rounded(loadavg()[0] ?? 0) };
}
