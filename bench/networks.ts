import { useBackend } from '../src/engine/backend/use-backend.ts';
import { loadNetwork } from '../src/engine/network/importers/load-network.ts';
import type { Network } from '../src/engine/network/network.ts';
import { allowRelaxedSimd } from '../src/runtime/node/wasm.ts';
import {
  type Architecture,
  googlenet,
  resnet,
} from '../test/engine/network/architectures/networks.ts';
import { onnxModel } from '../test/engine/network/architectures/onnx.ts';
import { memorySource } from '../test/engine/network/memory-source.ts';
import { onKernels, taken } from './engine/contestants.ts';
import { stepFlops } from './machine/flops.ts';
import { machine } from './machine/load.ts';
import { measurePeak } from './machine/peak.ts';
import { ratio, rounded, takeTurns } from './measure.ts';
import { findPyTorch } from './peers/pytorch.ts';
import { programStep, randomPicture, timedStep } from './workload.ts';

const size = { width: 224, height: 224 };
const rounds = 9;

const networks: Readonly<Record<string, Architecture>> = {
  resnet50: resnet(true, [3, 4, 6, 3]),
  googlenet,
};

/** Steps through whole networks of real sizes, from ONNX files, against PyTorch, on one thread. */
export async function benchNetworks(): Promise<object> {
  const before = machine();
  taken(await useBackend('wasm'));
  allowRelaxedSimd();
  const pytorch = findPyTorch('pytorch-networks.py', ['torch']);
  // Of multiplications and additions in wasm, which has 4 lanes; PyTorch has up to 16.
  const { peakGflops } = await takeTurns(5, { peakGflops: await measurePeak() });
  const steps: Record<string, object> = {};
  const ratios: Record<string, number | null> = {};
  for (const [name, architecture] of Object.entries(networks)) {
    const { network, last } = await opened(name, architecture);
    const { program, close } = await onKernels(network, {}, [last]);
    const image = randomPicture(size.width, size.height);
    const torch = (tuned: boolean) => () =>
      pytorch?.step(size, { network: name, tuned, threads: 1 }) ?? Number.NaN;
    const timings = await takeTurns(rounds, {
      kernels: () => timedStep(() => programStep(program, image)),
      ...(pytorch && { pytorchStock: torch(false), pytorchTuned: torch(true) }),
    });
    close();
    const gflop = stepFlops(network.ir, [last], size) / 1e9;
    const shareOfPeak = (1000 * gflop) / timings.kernels.median / peakGflops.median;
    steps[name] = { ...timings, gflop: rounded(gflop), shareOfPeak: rounded(shareOfPeak) };
    ratios[`kernels_pytorch_stock_${name}`] = ratio(timings.pytorchStock, timings.kernels);
    ratios[`kernels_pytorch_tuned_${name}`] = ratio(timings.pytorchTuned, timings.kernels);
  }
  pytorch?.stop();
  return {
    workload: 'mean of the last block at 224x224, forward and gradient, one thread',
    pytorch: pytorch?.version ?? null,
    machine: { before, after: machine(), peakGflops },
    steps,
    ratios,
  };
}

async function opened(
  name: string,
  architecture: Architecture,
): Promise<{ readonly network: Network; readonly last: string }> {
  const { file, depths } = onnxModel(architecture, (channels) => channels, { layout: 'nchw' });
  const bytes = Uint8Array.from(Buffer.concat(file.pieces));
  const source = memorySource(new Map([[`${name}.onnx`, bytes]]), `${name}.onnx`);
  const network = taken(await loadNetwork(source, { name, range: { scale: 1, offset: 0 } }));
  const last = depths.at(-1) ?? '';
  const names = [last.replace(/_output_0$/, ''), last];
  const layer = names.find((each) => network.ir.some((node) => node.name === each));
  if (layer === undefined) throw new Error(`${name} has no layer ${last}.`);
  return { network, last: layer };
}
