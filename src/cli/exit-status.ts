import type { Problem } from '../common/result.ts';

/** What can go wrong although the input is right; all other problems are with the input. */
const failures = new Set([
  'fault',
  'out-of-memory',
  'context-lost',
  'backend-lost',
  'no-backend',
  'backend-wrong',
  'backend-op-failed',
  'gradient-vanished',
  'gradient-not-finite',
]);

/** 2: the input or its usage is wrong; 1: the run failed. */
export function exitStatusOf({ code }: Problem): 1 | 2 {
  return failures.has(code) ? 1 : 2;
}
