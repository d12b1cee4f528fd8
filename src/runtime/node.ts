/** The runtime without a browser: compile, run in this process, read and write PNG metadata. */
export { clipFormats } from './clips/clip-format.ts';
export {
  type ByteSink,
  type ClipOptions,
  type RgbaFrame,
  type SoundRange,
  type Spool,
  wrongSize,
} from './clips/clip-writer.ts';
export { createGifWriter } from './clips/gif/gif-writer.ts';
export { graphAsComment } from './clips/graph-texts.ts';
export { type ApngFrame, splitApng } from './clips/read/apng.ts';
export {
  type ClipInfo,
  checkLength,
  damagedClip,
  infoOf,
  infoOfDelays,
  largestInMemory,
  noClip,
  noSuchFrame,
  type OpenClip,
  tooBright,
  tooLarge,
} from './clips/read/clip.ts';
export { delaysOf } from './clips/read/delays.ts';
export { type CarryingFile, graphInClip, keyInClip } from './clips/read/graph-inside.ts';
export { inOrder, seriesFps } from './clips/read/series.ts';
export { type SoundSource, soundRange, soundSource } from './clips/read/sound-of.ts';
export { type PartialFile, readZip } from './clips/read/zip.ts';
export { createWebpWriter } from './clips/webp-writer.ts';
export { even, toI420 } from './clips/yuv.ts';
export { compile } from './compile/compile.ts';
export type {
  Compilation,
  CompileOptions,
  Environment,
  Plan,
  PlanStep,
  PlanTarget,
  ResolvedSeed,
} from './compile/plan.ts';
export { pinSeeds, withSeedsOfFiles } from './compile/seeds.ts';
export type { RunEvent, RunReport, StepReport } from './execute/events.ts';
export { detailInWords } from './execute/events.ts';
export {
  deterministicProfile,
  type Execution,
  type ReachedTarget,
} from './execute/executor-types.ts';
export { sampleWithHash } from './files/bundled.ts';
export { nameOfReference } from './files/bytes.ts';
export type { Files } from './files/files.ts';
export { filesOf, referenceKey, replaceFiles } from './keys/files.ts';
export { canonical } from './keys/step-key.ts';
export {
  fileName,
  fillPattern,
  isPattern,
  type NameWords,
  patternOf,
  placeholders,
  stemOf,
  unknownPlaceholder,
} from './names/name-pattern.ts';
export { wordsOfPhoto, wordsOfPlan } from './names/name-words.ts';
export { numberTwins, type TwinNumbers } from './names/number-twins.ts';
export {
  environmentOf,
  type Local,
  type LocalOptions,
  openFiles,
  openLocal,
} from './node/local.ts';
export { decodeBmp } from './pictures/bmp.ts';
export { type Colour, colourOfCodes, toSrgb } from './pictures/colour.ts';
export type { PictureHeader, PictureKind } from './pictures/header.ts';
export { decodingSeconds, inspectPicture, tooSlow } from './pictures/inspect.ts';
export { withNoise } from './pictures/jpeg.ts';
export { kindOf } from './pictures/kinds.ts';
export { colourOfProfile } from './pictures/profile.ts';
export { upright } from './pictures/upright.ts';
export { createCostModel, megapixelsOf } from './planning/cost-model.ts';
export { isPng } from './png/chunks.ts';
export { embedDocument, extractDocument, keyOfPng } from './png/png-metadata.ts';
export { keyIn, type Making, softwareText } from './png/software.ts';
export { compileFrames, type FrameRange } from './sequence/compile-frames.ts';
export { frameOutcome } from './sequence/frame-outcome.ts';
export type { FrameStore } from './sequence/frames-to-run.ts';
export { type FrameJob, runSequence, type SequenceEvent } from './sequence/run-sequence.ts';
export { layoutSheet, type SheetLayout } from './sheet/layout.ts';
export { sheetColours, type TextStyle } from './sheet/look.ts';
export {
  type Box,
  factsLine,
  type Sheet,
  type SheetAxis,
  type SheetCell,
  type SheetLine,
} from './sheet/sheet.ts';
export type { MeasureText } from './sheet/wrap.ts';
