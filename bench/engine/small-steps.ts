import { readFile } from 'node:fs/promises';
import { argv, stdin } from 'node:process';
import { createInterface } from 'node:readline';
import { useBackend } from '../../src/engine/backend/use-backend.ts';
import { compileTfjsProgram } from '../../src/engine/programs/tfjs/tfjs-program.ts';
import { embedded } from '../../test/engine/network/embedded.ts';
import { makeAutograd } from '../peers/autograd.ts';
import { layers, programStep, randomPicture, timedStep } from '../workload.ts';
import { onKernels, taken } from './contestants.ts';

// One contender, in a process of its own. For each line `{"steps": n}` it takes n steps in a row and
// answers `{"ms": mean}`. Sixty go by before: V8 compiles by how often code ran.

const size = { width: 64, height: 48 };
const [contender] = argv.slice(2);

await useBackend('wasm');
const step = await openStep();
takeSteps(60);
for await (const line of createInterface({ input: stdin })) {
  console.log(JSON.stringify({ ms: takeSteps(JSON.parse(line).steps) }));
}

function takeSteps(steps: number): number {
  let total = 0;
  for (let at = 0; at < steps; at++) total += step();
  return total / steps;
}

async function openStep(): Promise<() => number> {
  const image = randomPicture(size.width, size.height);
  if (contender === 'autograd') {
    const autograd = await makeAutograd(readModel);
    return () => timedStep(() => autograd.step(image));
  }
  const network = await embedded('inception-v3');
  const program =
    contender === 'kernels'
      ? (await onKernels(network, {})).program
      : taken(compileTfjsProgram(network, layers));
  return () => timedStep(() => programStep(program, image));
}

async function readModel(file: string): Promise<ArrayBuffer> {
  const folder = new URL('../../assets/models/inception-v3/', import.meta.url);
  return Uint8Array.from(await readFile(new URL(file, folder))).buffer;
}
