import { useBackend } from '../src/engine/backend/use-backend.ts';
import type { Network } from '../src/engine/network/network.ts';
import type { Size } from '../src/engine/picture/picture.ts';
import { embedded } from '../test/engine/network/embedded.ts';
import { compareOnWebgl } from './browser/compare-on-webgl.ts';
import { compareWithAutograd } from './engine/autograd.ts';
import { type Contestants, openContestants } from './engine/contestants.ts';
import { arenaOf, peakTensorBytes } from './engine/memory.ts';
import { coldStart } from './machine/cold-start.ts';
import { stepFlops } from './machine/flops.ts';
import { measureFreeCores } from './machine/free-cores.ts';
import { machine } from './machine/load.ts';
import { measurePeak } from './machine/peak.ts';
import { measureXnnpack } from './machine/xnnpack.ts';
import { ratio, rounded, type Timing, takeTurns } from './measure.ts';
import { layers } from './workload.ts';

const sizes = [
  { width: 224, height: 168, rounds: 11 },
  { width: 512, height: 384, rounds: 5 },
  { width: 1024, height: 768, rounds: 3 },
];

/**
 * Milliseconds per gradient step of our programs and of others, and the peak of the machine. Ratios
 * without `kernels_` are those of the program over tfjs operations, on one thread.
 */
export async function benchEngine(): Promise<object> {
  const before = machine();
  const used = await useBackend('wasm');
  if (!used.ok) throw new Error(used.problem.message);
  const network = await embedded('inception-v3');
  const contestants = await openContestants(network);
  const hardware = await measureMachine();
  const steps: Record<string, object> = {};
  const ratios: Record<string, number | null> = {};
  for (const size of sizes) {
    const name = `${size.width}x${size.height}`;
    const timings = await takeTurns(size.rounds, contestants.at(size));
    steps[name] = await detailsOf(network, size, timings, hardware.peakGflops.median);
    Object.assign(ratios, ratiosOf(name, timings));
    const best = stepFlops(network.ir, layers, size) / timings.kernels.median / 1e6;
    ratios[`kernels_gflops_xnnpack_${name}`] = rounded(best / hardware.xnnpackGflops.median);
  }
  contestants.close();
  const small = await compareWithAutograd();
  ratios.autograd_wasm_64x48 = ratio(small.autograd, small.tfjsOps);
  ratios.kernels_autograd_wasm_64x48 = ratio(small.autograd, small.kernels);
  const webgl = await compareOnWebgl();
  ratios.autograd_webgl = webgl && ratio(webgl.autograd, webgl.dreamgraph);
  return {
    workload: 'mean(mixed3) + mean(mixed5), forward and gradient',
    pytorch: contestants.pytorch,
    machine: { before, after: machine(), ...hardware },
    coldStartMs: await takeTurns(5, { firstStep: coldStart }),
    steps: { ...steps, '64x48': small },
    webgl,
    ratios,
  };
}

async function measureMachine() {
  const peak = await measurePeak();
  const freeCores = await measureFreeCores();
  return takeTurns(5, { peakGflops: peak, xnnpackGflops: measureXnnpack(), freeCores });
}

type Timings = Record<keyof ReturnType<Contestants['at']>, Timing>;

async function detailsOf(network: Network, size: Size, timings: Timings, peakGflops: number) {
  const gflop = stepFlops(network.ir, layers, size) / 1e9;
  const gflops = rounded((1000 * gflop) / timings.kernels.median);
  const arenaBytes = await arenaOf(network, size);
  return {
    ...timings,
    gflop: rounded(gflop),
    kernelGflops: gflops,
    shareOfPeak: rounded(gflops / peakGflops),
    arenaBytes,
    arenaGigabytesPerMegapixel: rounded(arenaBytes / 1000 / (size.width * size.height)),
    peakTensorBytes: peakTensorBytes(network, size),
  };
}

function ratiosOf(size: string, timings: Timings): Record<string, number | null> {
  const { tfjsOps, kernels, kernels2Threads } = timings;
  return {
    [`pytorch_stock_1t_${size}`]: ratio(timings.pytorchStock, tfjsOps),
    [`pytorch_tuned_1t_${size}`]: ratio(timings.pytorchTuned, tfjsOps),
    [`kernels_tfjs_ops_${size}`]: ratio(tfjsOps, kernels),
    [`kernels_plain_simd_tfjs_ops_${size}`]: ratio(tfjsOps, timings.kernelsPlainSimd),
    [`kernels_pytorch_stock_1t_${size}`]: ratio(timings.pytorchStock, kernels),
    [`kernels_pytorch_tuned_1t_${size}`]: ratio(timings.pytorchTuned, kernels),
    [`kernels_pytorch_stock_2t_${size}`]: ratio(timings.pytorchStock2Threads, kernels2Threads),
    [`kernels_pytorch_tuned_2t_${size}`]: ratio(timings.pytorchTuned2Threads, kernels2Threads),
    [`kernels_2_threads_${size}`]: ratio(kernels, kernels2Threads),
  };
}
