import type { Problem } from '../../common/result.ts';

/** Failures of the run; every other problem is one of the input. */
const failures = new Set([
  'fault',
  'not-written',
  'disk-full',
  'picture-unwritable',
  'pictures-failed',
  'frames-failed',
  'sheet',
  'out-of-memory',
  'context-lost',
  'backend-lost',
  'no-backend',
  'kernels-unsupported',
  'backend-wrong',
  'backend-op-failed',
  'gradient-vanished',
  'gradient-not-finite',
  'process-ended',
  'kernels-unavailable',
  'queue-unreachable',
  'queue-refused',
  'queue-too-old',
  'machine-unfit',
  'machine-outdated',
  'job-failed',
  'job-at-work',
  'blob-not-stored',
  'blobs-full',
  'blob-gone',
  'blob-missing',
  'blob-damaged',
  'blob-unreadable',
  'no-blob-folder',
]);

/** 2: the input or its usage is wrong; 1: the run failed. */
export function exitStatusOf(problem: Problem): 1 | 2 {
  return isFailure(problem) ? 1 : 2;
}

/** Whether the same input might succeed another time or elsewhere. */
export function isFailure({ code }: Pick<Problem, 'code'>): boolean {
  return failures.has(code);
}
