import type { BackendReport } from '../engine/index.ts';

/** Why the dream goes slower than it might: what was tried before the backend that is used. */
export function backendNotes({ backend, trials }: BackendReport): readonly { message: string }[] {
  return trials.flatMap((trial) => {
    if (trial.outcome === 'refused') {
      return [{ message: `${trial.problem.message} ${backend} takes its place, which is slower.` }];
    }
    if (!trial.kernelsProblem) return [];
    return [
      { message: `${trial.kernelsProblem.message} TensorFlow.js computes, which is slower.` },
    ];
  });
}
