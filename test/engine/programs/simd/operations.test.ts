import { beforeAll, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { checkOperation, operationCases } from '../operation-cases.ts';
import { openWorkspace } from './kernels.ts';

let workspace: Workspace;

beforeAll(async () => {
  await useBackend('cpu');
  workspace = await openWorkspace();
});

test.each(operationCases.map((stored) => [stored.name, stored] as const))('%s', (_, stored) =>
  checkOperation(stored, (network, layers) => compileSimdProgram(network, layers, workspace)),
);
