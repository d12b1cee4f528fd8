/** Picture mathematics on plain arrays, for nodes and the command line. */
export { type Adjustment, adjust } from './adjust.ts';
export type { Filter } from './axis-taps.ts';
export { type BlendMode, type BlendOptions, blend } from './blend.ts';
export { blur, blurMask } from './blur.ts';
export { type TransferMethod, type TransferOptions, transferColour } from './colour-transfer.ts';
export { contactSheet, type SheetCell, type SheetLayout } from './contact-sheet.ts';
export { crop, type FitMode, fit, limitLongSide, type Rectangle } from './fit.ts';
export {
  type LinearGradient,
  linearGradientMask,
  type RadialGradient,
  radialGradientMask,
} from './gradient-mask.ts';
export { keepColours } from './keep-colours.ts';
export {
  type ColourChannel,
  channelMask,
  type LuminanceRange,
  luminanceMask,
} from './mask-from-picture.ts';
export { invertMask, maskToPicture } from './mask-operations.ts';
export { type CloudOptions, cloudNoise, type NoiseOptions, whiteNoise } from './noise.ts';
export { type PaintingKind, paintPicture } from './painting/painting.ts';
export type { Mask, Picture, Point, Rgb, Size } from './picture.ts';
export { resize, resizeMask, resizePhoto } from './resize.ts';
export { pictureFromRgba8, pictureToRgba8 } from './rgba8.ts';
export { type SharpenOptions, sharpen } from './sharpen.ts';
export { spotlight } from './spotlight.ts';
export { meanMagnitude } from './statistics.ts';
export { type Stroke, strokeMask } from './stroke-mask.ts';
export { type EdgeMode, type Transformation, transform } from './transform.ts';
