/** Picture mathematics on plain arrays, for nodes and the command line. */

export { type Adjustment, adjust } from './adjust.ts';
export type { Filter } from './axis-taps.ts';
export { type BlendMode, type BlendOptions, blend } from './blend.ts';
export { blur, blurMask, type SharpenOptions, sharpen } from './blur-sharpen.ts';
export {
  keepColours,
  type TransferMethod,
  type TransferOptions,
  transferColour,
} from './colour-transfer.ts';
export { contactSheet, type SheetCell, type SheetLayout } from './contact-sheet.ts';
export { crop, type FitMode, fit, limitLongSide, type Rectangle } from './fit.ts';
export {
  type ColourChannel,
  channelMask,
  invertMask,
  type LinearGradient,
  type LuminanceRange,
  linearGradientMask,
  luminanceMask,
  maskToPicture,
  type RadialGradient,
  radialGradientMask,
  spotlight,
} from './masks.ts';
export { type CloudOptions, cloudNoise, type NoiseOptions, whiteNoise } from './noise.ts';
export type { Mask, Picture, Point, Rgb, Size } from './picture.ts';
export { resize, resizePhoto } from './resize.ts';
export { pictureFromRgba8, pictureToRgba8 } from './rgba8.ts';
export { meanMagnitude } from './statistics.ts';
export { type Stroke, strokeMask } from './stroke-mask.ts';
export { type EdgeMode, type Transformation, transform } from './transform.ts';
