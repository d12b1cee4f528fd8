import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { useBackend } from '../../../../src/engine/backend/use-backend.ts';
import { loadNetwork } from '../../../../src/engine/network/importers/load-network.ts';
import { compileSimdProgram } from '../../../../src/engine/programs/simd/simd-program.ts';
import type { Workspace } from '../../../../src/engine/programs/simd/workspace/workspace.ts';
import { compileTfjsProgram } from '../../../../src/engine/programs/tfjs/tfjs-program.ts';
import { openWorkspace } from '../../programs/simd/kernels.ts';
import { graphModel } from '../architectures/graph-model.ts';
import { graphReference } from '../architectures/graph-reference.ts';
import { narrowNetworks } from '../architectures/networks.ts';
import { checkReference } from '../architectures/reference.ts';
import { memorySource } from '../memory-source.ts';

/**
 * Well-known networks as tfjs-converter writes them, with few channels: every block's end, and the
 * input gradient at three depths, as tfjs-converter's own GraphModel computes them with autograd.
 */
let workspace: Workspace;
beforeAll(async () => {
  await useBackend('wasm');
  workspace = await openWorkspace();
});
afterAll(() => tf.setBackend('cpu'));

/** What is still missing: local response, shuffled channels on wasm kernels. */
const onTfjsOnly = ['googlenet', 'shufflenet-v2'];
/** The error function, and so GELU of parts. */
const waiting = ['convnext'];
const networks = Object.entries(narrowNetworks).filter(([name]) => !waiting.includes(name));

describe.each(networks)('%s', (name, made) => {
  test('as a graph model', async () => {
    const model = graphModel(...made);
    await tf.setBackend('cpu');
    const reference = await graphReference(model, 97, 61);
    await tf.setBackend('wasm');
    const range = { scale: 1, offset: 0 };
    const loaded = await loadNetwork(memorySource(model.files), { name, range });
    if (!loaded.ok) throw new Error(loaded.problem.message);
    checkReference(loaded.value, reference, compileTfjsProgram);
    if (onTfjsOnly.includes(name)) return;
    checkReference(loaded.value, reference, (...what) => compileSimdProgram(...what, workspace));
  });
});
