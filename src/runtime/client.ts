/** What the page may import of this room: no engine, no TensorFlow.js. */

export type { Trial } from '../engine/backend/use-backend.ts';
export { compile } from './compile/compile.ts';
export type {
  Compilation,
  CompileOptions,
  Diagnostic,
  DiagnosticCode,
  Environment,
  Plan,
  PlanStep,
  PlanTarget,
  ResolvedSeed,
  Source,
} from './compile/plan.ts';
export type {
  RgbaPicture,
  RunEvent,
  RunNews,
  RunReport,
  StepNews,
  StepProgress,
  StepReport,
} from './execute/events.ts';
export { type Mark, whatWillRun } from './execute/marks.ts';
export { pinSeeds } from './pin-seeds.ts';
export { embedDocument, extractDocument } from './png/png-metadata.ts';
export { stepsToRun } from './pool/choose.ts';
export { createPool, type Pool, type PoolHandle } from './pool/pool.ts';
export { layoutSheet } from './sheet/layout.ts';
export { sheetColours, type TextStyle } from './sheet/look.ts';
export type { Sheet, SheetCell, SheetLine } from './sheet/sheet.ts';
export type { MeasureText } from './sheet/wrap.ts';
export { createClient } from './worker/client.ts';
export type {
  Client,
  ClientNotice,
  ClientOptions,
  ClientStatus,
  Patience,
  RunHandle,
} from './worker/client-types.ts';
export type {
  FindFile,
  LayerInfo,
  NetworkInfo,
  RunResult,
  TargetPicture,
  WorkerInfo,
} from './worker/protocol.ts';
