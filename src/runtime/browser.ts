/** What the page may import of this module: no engine, no TensorFlow.js. */

export type { GradientCheck, LayerInfo, NetworkInfo, Trial, Wanted } from '../engine/index.ts';
export { clipFormats } from './clips/clip-format.ts';
export type { ClipOptions } from './clips/clip-writer.ts';
export type { PageClipOptions, WrittenClip } from './clips/page/clip-worker.ts';
export {
  type ClipReader,
  type ClipWriter,
  createClipWriter,
  openClip,
  type WritableClip,
  writableClips,
} from './clips/page/clips-in-worker.ts';
export type { FrameIn } from './clips/page/frames.ts';
export type { PageSound } from './clips/page/sound-track.ts';
export type { ClipInfo } from './clips/read/clip.ts';
export { areNumbered, inOrder } from './clips/read/series.ts';
export { type SoundSource, soundRange, soundSource } from './clips/read/sound-of.ts';
export { compile } from './compile/compile.ts';
export type {
  Compilation,
  CompileOptions,
  Environment,
  FrameBefore,
  Plan,
  PlanStep,
  PlanTarget,
  ResolvedSeed,
  Source,
} from './compile/plan.ts';
export { pinSeeds, withSeedsOfFiles } from './compile/seeds.ts';
export type {
  RgbaPicture,
  RunEvent,
  RunEventData,
  RunReport,
  StepEvent,
  StepProgress,
  StepReport,
} from './execute/events.ts';
export { cutInWords, detailInWords, partInWords } from './execute/events.ts';
export { filesOf, referenceKey, replaceFiles } from './keys/files.ts';
export {
  fileName,
  fillPattern,
  patternOf,
  placeholders,
  unknownPlaceholder,
} from './names/name-pattern.ts';
export { wordsOfPhoto, wordsOfPlan } from './names/name-words.ts';
export { numbered, numberTwins } from './names/number-twins.ts';
export { decodingSeconds, tooSlow } from './pictures/inspect.ts';
export type { OpenedBitmap } from './pictures/open-bitmap.ts';
export {
  type CostModel,
  createCostModel,
  type Estimate,
  estimate,
  guessedMs,
  type Speeds,
} from './planning/cost-model.ts';
export { type Mark, stepsToRun, whatWillRun } from './planning/needs.ts';
export { isPng } from './png/chunks.ts';
export { embedDocument } from './png/png-metadata.ts';
export { Pool, type PoolHandle } from './pool/pool.ts';
export {
  type CompiledFrame,
  compileFrames,
} from './sequence/compile-frames.ts';
export { frameOutcome } from './sequence/frame-outcome.ts';
export type { Delays, FrameStore } from './sequence/frames-to-run.ts';
export {
  type FrameJob,
  type FrameOutcome,
  runSequence,
  type SequenceEvent,
} from './sequence/run-sequence.ts';
export { layoutSheet } from './sheet/layout.ts';
export { sheetColours, type TextStyle } from './sheet/look.ts';
export { factsLine, type Sheet, type SheetCell, type SheetLine } from './sheet/sheet.ts';
export type { MeasureText } from './sheet/wrap.ts';
export {
  type Client,
  type ClientEvent,
  type ClientOptions,
  createClient,
} from './worker/client.ts';
export type { Timeouts } from './worker/connection.ts';
export type {
  BackendWish,
  RunResult,
  TargetPicture,
  WorkerInfo,
} from './worker/protocol.ts';
export type { RunHandle } from './worker/run-queue.ts';
export type { WorkerStatus } from './worker/supervisor.ts';
