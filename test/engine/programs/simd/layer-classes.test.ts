import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { cases, checkLayer } from '../../network/layer-cases.ts';
import { openWorkspace } from './kernels.ts';

/** Every layer class on our own kernels, held to the same reference as the tfjs ones. */
let workspace: Workspace;

beforeAll(async () => {
  await useBackend('wasm');
  workspace = await openWorkspace();
});
afterAll(() => tf.setBackend('cpu'));

test.each(Object.entries(cases))('%s', (_, build) =>
  checkLayer(build, (network, layers) => compileSimdProgram(network, layers, workspace), 'wasm'),
);
