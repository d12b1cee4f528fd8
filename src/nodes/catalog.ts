import type { Catalog } from '../graph/definition/definition.ts';
import { activationView } from './activation-view/definition.ts';
import { adjust } from './adjust/definition.ts';
import { blurSharpen } from './blur-sharpen/definition.ts';
import { colourTransfer } from './colour-transfer/definition.ts';
import { combineObjectives } from './combine-objectives/definition.ts';
import { contentObjective } from './content-objective/definition.ts';
import { featureView } from './feature-view/definition.ts';
import { gradientAscent } from './gradient-ascent/definition.ts';
import { guideObjective } from './guide-objective/definition.ts';
import { layerObjective } from './layer-objective/definition.ts';
import { loadClip } from './load-clip/definition.ts';
import { loadImage } from './load-image/definition.ts';
import { loadNetwork } from './load-network/definition.ts';
import { mask } from './mask/definition.ts';
import { merge } from './merge/definition.ts';
import { noise } from './noise/definition.ts';
import { number } from './number/definition.ts';
import { octaveMerge } from './octave-merge/definition.ts';
import { octaveSplit } from './octave-split/definition.ts';
import { opticalFlow } from './optical-flow/definition.ts';
import { painting } from './painting/definition.ts';
import { preview } from './preview/definition.ts';
import { previousFrame } from './previous-frame/definition.ts';
import { regulariser } from './regulariser/definition.ts';
import { reroute } from './reroute/definition.ts';
import { resizeCrop } from './resize-crop/definition.ts';
import { saveClip } from './save-clip/definition.ts';
import { saveImage } from './save-image/definition.ts';
import { seed } from './seed/definition.ts';
import { styleBlend } from './style-blend/definition.ts';
import { styleObjective } from './style-objective/definition.ts';
import { transform } from './transform/definition.ts';
import { warp } from './warp/definition.ts';
import { wave } from './wave/definition.ts';

/** Every node type, by `type`, in the order in which the library shows them. */
export const catalog = {
  'load-image': loadImage,
  'load-clip': loadClip,
  noise,
  painting,
  'load-network': loadNetwork,
  'octave-split': octaveSplit,
  'octave-merge': octaveMerge,
  'layer-objective': layerObjective,
  'guide-objective': guideObjective,
  'style-objective': styleObjective,
  'content-objective': contentObjective,
  regulariser,
  'combine-objectives': combineObjectives,
  'style-blend': styleBlend,
  'gradient-ascent': gradientAscent,
  'previous-frame': previousFrame,
  'optical-flow': opticalFlow,
  warp,
  'feature-view': featureView,
  'activation-view': activationView,
  merge,
  'resize-crop': resizeCrop,
  adjust,
  'colour-transfer': colourTransfer,
  'blur-sharpen': blurSharpen,
  transform,
  mask,
  preview,
  'save-image': saveImage,
  'save-clip': saveClip,
  number,
  seed,
  wave,
  reroute,
} satisfies Catalog;
