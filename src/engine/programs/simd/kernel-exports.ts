/** What kernels/main.as exports, but for `setScratch`. */
export type KernelName =
  | 'activate'
  | 'activateBack'
  | 'averagePool'
  | 'averagePoolBack'
  | 'conv'
  | 'copy'
  | 'depthwise'
  | 'depthwiseBack'
  | 'fill'
  | 'maxPool'
  | 'maxPoolBack'
  | 'multiply'
  | 'sumPixels'
  | 'upsample'
  | 'upsampleBack'
  | 'winograd'
  | 'winogradLine';

export type KernelExports = Readonly<
  Record<KernelName | 'setScratch', (...args: readonly number[]) => void>
>;
