/** What kernels/main.as exports, but for `setScratch`. */
export type KernelName =
  | 'activate'
  | 'activateBack'
  | 'averagePool'
  | 'averagePoolBack'
  | 'channelMax'
  | 'channelMaxBack'
  | 'channelMoments'
  | 'conv'
  | 'copy'
  | 'cotangentMeans'
  | 'depthwise'
  | 'depthwiseBack'
  | 'dilatedMaxPool'
  | 'dilatedMaxPoolBack'
  | 'fill'
  | 'gatherChannels'
  | 'groupMeans'
  | 'groupMoments'
  | 'localResponse'
  | 'localResponseBack'
  | 'maxPool'
  | 'maxPoolBack'
  | 'maximum'
  | 'maximumBack'
  | 'multiply'
  | 'normalise'
  | 'normaliseBack'
  | 'normaliseChannels'
  | 'normaliseChannelsBack'
  | 'padBorder'
  | 'padBorderBack'
  | 'prelu'
  | 'preluBack'
  | 'spreadChannel'
  | 'sumChannels'
  | 'sumPixels'
  | 'upsample'
  | 'upsampleBack'
  | 'winograd'
  | 'winogradFilter'
  | 'winogradLine'
  | 'winogradLineFilter';

export type KernelExports = Readonly<
  Record<KernelName | 'setScratch', (...args: readonly number[]) => void>
>;

/** Bytes for the tables and tiles of one instance (kernels/lanes.as). */
export const scratchBytes = 1 << 21;

/** The kernels on a memory, with scratch memory of their own at an address in it. */
export function instantiate(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  scratch: number,
): KernelExports {
  const imports = { env: { memory, abort: () => {} } };
  const kernels = new WebAssembly.Instance(module, imports).exports as unknown as KernelExports;
  kernels.setScratch(scratch);
  return kernels;
}
