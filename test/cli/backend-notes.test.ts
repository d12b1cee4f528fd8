import { expect, test } from 'vitest';
import { backendNotes } from '../../src/cli/terminal/notes.ts';

const problem = { code: 'backend-wrong', message: 'The wasm backend computes wrongly.' };
const passed = { outcome: 'passed', milliseconds: null } as const;

test('a backend that was refused is named, with the one that is used instead', () => {
  const trials = [
    { name: 'wasm', outcome: 'refused', problem },
    { name: 'cpu', ...passed },
  ] as const;
  expect(backendNotes({ backend: 'cpu', kernels: null, trials })).toEqual([
    {
      message: 'The wasm backend computes wrongly. The run uses cpu, which is slower.',
    },
  ]);
});

test('kernels that do not run are told of; where all is well, nothing is', () => {
  const well = { name: 'wasm', ...passed } as const;
  const report = { backend: 'wasm', kernels: null } as const;
  expect(backendNotes({ ...report, trials: [well] })).toEqual([]);
  const [note] = backendNotes({
    ...report,
    trials: [{ ...well, kernelsProblem: { code: 'kernels-wrong', message: 'They do not run.' } }],
  });
  expect(note?.message).toBe(
    'They do not run. The run uses the kernels of TensorFlow.js, which are slower.',
  );
});
