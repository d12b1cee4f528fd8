import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RandomWeights } from '../test/engine/network/architectures/builder.ts';
import { vgg16 } from '../test/engine/network/architectures/networks.ts';
import { onnxModel } from '../test/engine/network/architectures/onnx.ts';
import { withBuiltApp } from './browser/built-app.ts';
import { dreamInPage } from './browser/large-file.ts';
import { machine } from './machine/load.ts';
import { rounded } from './measure.ts';

const megabyte = 1e6;

/** The command, dreaming on the third block of a VGG-16 of real size: an ONNX file of 553 MB. */
export async function benchLargeNetwork(): Promise<object> {
  const before = machine();
  const folder = mkdtempSync(join(tmpdir(), 'dreamgraph-vgg16-'));
  try {
    const file = join(folder, 'vgg16.onnx');
    const { size, layer } = writeVgg16(file);
    const runs = [1, 2, 3].map(() => dreamOnce(folder, file, layer));
    const most = (key: keyof Run) => Math.max(...runs.map((run) => run[key]));
    const inPage = await withBuiltApp((browser, address) =>
      inTurn([false, false, false, true], (watched) =>
        dreamInPage(browser, address, file, layer, watched),
      ),
    );
    const timed = inPage.slice(0, 3);
    const mostRead = (of: readonly { readonly bytesRead: number }[]) =>
      rounded(Math.max(...of.map(({ bytesRead }) => bytesRead)) / megabyte);
    return {
      layer,
      fileMegabytes: rounded(size / megabyte),
      megabytesRead: rounded(most('bytesRead') / megabyte),
      peakMegabytes: rounded(most('peakBytes') / megabyte),
      firstStepMs: runs.map(({ firstStepMs }) => rounded(firstStepMs)),
      page: {
        megabytesRead: mostRead(inPage),
        growthMegabytes: rounded((inPage.at(-1)?.growth ?? 0) / megabyte),
        openMs: timed.map(({ openMs }) => rounded(openMs)),
        firstStepMs: timed.map(({ firstStepMs }) => rounded(firstStepMs)),
        afterReload: {
          megabytesRead: mostRead(inPage.map(({ again }) => again)),
          firstStepMs: timed.map(({ again }) => rounded(again.firstStepMs)),
        },
      },
      machine: { before, after: machine() },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inTurn<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (const each of all) made.push(await work(each));
  return made;
}

export function writeVgg16(path: string): { readonly size: number; readonly layer: string } {
  const wide = (channels: number) => channels;
  const options = { layout: 'nchw', weights: new RepeatedWeights(3), side: 224 } as const;
  const { file, depths } = onnxModel(vgg16, wide, options);
  const out = openSync(path, 'w');
  for (const piece of file.pieces) {
    for (let at = 0; at < piece.length; ) at += writeSync(out, piece, at);
  }
  closeSync(out);
  return { size: file.size, layer: (depths[2] ?? '').replace(/_output_0$/, '') };
}

/** So many random numbers take long: a million of them again and again. */
class RepeatedWeights extends RandomWeights {
  readonly #numbers = super.filter(2 ** 20, 2);

  override filter(length: number, fanIn: number): Float32Array {
    const numbers = new Float32Array(length);
    const factor = Math.sqrt(2 / fanIn);
    const first = this.#numbers.subarray(0, length).map((value) => value * factor);
    for (let at = 0; at < length; at += first.length) {
      numbers.set(first.subarray(0, length - at), at);
    }
    return numbers;
  }
}

interface Run {
  readonly bytesRead: number;
  readonly peakBytes: number;
  /** From the start of the process. */
  readonly firstStepMs: number;
}

function dreamOnce(folder: string, file: string, layer: string): Run {
  const [out, report, count] = ['dream.png', 'report.json', 'count.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const flags = ['--size', '224', '--octaves', '1', '--iterations', '1', '--quiet', '--force'];
  const run = spawnSync(
    process.execPath,
    [
      ...['--import', './bench/machine/count-reads.js', 'scripts/dream.js'],
      ...['assets/samples/mountains.jpg', '--network', file, '--layer', `${layer}:1`],
      ...flags,
      ...['-o', out, '--report', report],
    ],
    { encoding: 'utf8', env: { ...process.env, COUNTED: file, COUNT: count } },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const { firstStepMs } = JSON.parse(readFileSync(report, 'utf8'));
  return { ...JSON.parse(readFileSync(count, 'utf8')), firstStepMs };
}
