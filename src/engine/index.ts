// What other modules use of the engine. Everything here loads tfjs: pages import types only.
export { ascend } from './ascent/ascend.ts';
export type { AscentEvent, AscentPlace, AscentResult } from './ascent/events.ts';
export { mergeDetail, mergeOctaves } from './ascent/merge.ts';
export type { OctaveOptions, Octaves, SizeLaw } from './ascent/octaves.ts';
export { splitOctaves, totalDetail, withStrength } from './ascent/octaves.ts';
export type { AscentOptions } from './ascent/options.ts';
export { classicAscent } from './ascent/options.ts';
export type { BackendName, WasmPaths } from './backend/load-backend.ts';
export { type TensorMemory, tensorMemory, watchPeakBytes } from './backend/memory.ts';
export { type BackendReport, type Trial, useBackend } from './backend/use-backend.ts';
export {
  channelOnPicture,
  channelStrengths,
  type LayerActivations,
  layerActivations,
  rankChannels,
} from './feature-visualisation/activations.ts';
export { dreamFeature } from './feature-visualisation/dream-feature.ts';
export { motionToPicture } from './motion/colour-wheel.ts';
export type { Motion } from './motion/motion.ts';
export { type FlowOptions, opticalFlow } from './motion/optical-flow.ts';
export { warp } from './motion/warp.ts';
export { aboutNetwork, type LayerInfo, type NetworkInfo } from './network/about.ts';
export { describeLayers, type LayerDescription } from './network/describe.ts';
export { loadNetwork, type NetworkDescription } from './network/importers/load-network.ts';
export { hasSum, sumOf } from './network/importers/verify-file.ts';
export type { InputRange, Wanted } from './network/input-range.ts';
export type { Network } from './network/network.ts';
export { unknownLayer } from './network/network.ts';
export {
  inMemory,
  type NetworkFile,
  NetworkFileError,
  type NetworkSource,
} from './network/sources.ts';
export { inputRanges } from './network/wants/ranges.ts';
export { asOne, combine, masked, scale } from './objective/algebra.ts';
export { unknownChannel } from './objective/check.ts';
export type { Objective, Term } from './objective/objective.ts';
export { type PaintingKind, paintPicture } from './painting/painting.ts';
export * from './picture/index.ts';
export { dropKernels, useThreads } from './programs/simd/workspace/current.ts';
export {
  type CheckedSoFar,
  checkGradient,
  checkNext,
  nothingChecked,
} from './session/gradient-check.ts';
export { checksInMemory, type GradientCheck, type KeptChecks } from './session/kept-checks.ts';
export type { Session } from './session/session.ts';
export { createSession } from './session/session.ts';
export { listenToCheckpoints } from './tensors/interrupt.ts';
