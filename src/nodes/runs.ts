import { ok } from '../common/result.ts';
import type { NodeRun } from './_run/node-run.ts';
import { run as activationView } from './activation-view/run.ts';
import { run as adjust } from './adjust/run.ts';
import { run as blurSharpen } from './blur-sharpen/run.ts';
import type { catalog } from './catalog.ts';
import { run as colourTransfer } from './colour-transfer/run.ts';
import { run as combineObjectives } from './combine-objectives/run.ts';
import { run as contentObjective } from './content-objective/run.ts';
import { run as featureView } from './feature-view/run.ts';
import { run as gradientAscent } from './gradient-ascent/run.ts';
import { run as guideObjective } from './guide-objective/run.ts';
import { run as layerObjective } from './layer-objective/run.ts';
import { run as loadClip } from './load-clip/run.ts';
import { run as loadImage } from './load-image/run.ts';
import { run as loadNetwork } from './load-network/run.ts';
import { run as mask } from './mask/run.ts';
import { run as merge } from './merge/run.ts';
import { run as noise } from './noise/run.ts';
import { run as number } from './number/run.ts';
import { run as octaveMerge } from './octave-merge/run.ts';
import { run as octaveSplit } from './octave-split/run.ts';
import { run as opticalFlow } from './optical-flow/run.ts';
import { run as painting } from './painting/run.ts';
import { run as preview } from './preview/run.ts';
import { run as regulariser } from './regulariser/run.ts';
import { run as reroute } from './reroute/run.ts';
import { run as resizeCrop } from './resize-crop/run.ts';
import { run as saveImage } from './save-image/run.ts';
import { run as seed } from './seed/run.ts';
import { run as styleBlend } from './style-blend/run.ts';
import { run as styleObjective } from './style-objective/run.ts';
import { run as transform } from './transform/run.ts';
import { run as warp } from './warp/run.ts';
import { run as wave } from './wave/run.ts';

/** The function behind each node type; typed so that none can be missing or mixed up. */
export const runs: { readonly [Type in keyof typeof catalog]: NodeRun<(typeof catalog)[Type]> } = {
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
  // For whoever calls it by itself: a plan has a wire in its place, or a value that is given.
  'previous-frame': ({ first }) => ok({ image: first }),
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
  // As Save Image: the host writes the frames.
  'save-clip': ({ image }) => ok({ image }),
  number,
  seed,
  wave,
  reroute,
};
