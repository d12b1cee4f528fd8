import { type Problem, problemText } from '../../common/result.ts';
import type { BackendReport } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { networkFileOf } from '../../nodes/network-commands.ts';
import { createCostModel, type Execution } from '../../runtime/node.ts';
import type { Job } from '../plan/plan-batch.ts';
import type { AscentReport } from './ascent-log.ts';
import type { SavedPicture } from './save-pictures.ts';

/** The result of a job. */
export interface JobResult {
  readonly job: Job;
  readonly saved: readonly SavedPicture[];
  /** Null: not to be told. */
  readonly ms: number | null;
  readonly problem: Problem | null;
  /** For programs to read. */
  readonly report: object;
}

export interface ReportParts {
  readonly backend: BackendReport;
  readonly job: Job;
  readonly execution: Execution;
  readonly outputs: readonly SavedPicture[];
  /** Why there are no outputs. */
  readonly problem: Problem | null;
  readonly ascents: readonly AscentReport[];
  /** From the start of the process to the end of the first step. */
  readonly firstStepMs: number | null;
  /** Bytes at the peak; tensors before and after the run. */
  readonly memory: { readonly peak: number; readonly before: number; readonly after: number };
}

/** The content of `--report`: what ran, how long it took, and its outputs. */
export function makeReport(parts: ReportParts): object {
  const { backend, job, execution, outputs, problem, ascents, firstStepMs, memory } = parts;
  const { plan, variant } = job;
  const dreaming = plan.steps.find(createCostModel(catalog).isLong);
  const picture = execution.targets[0]?.picture;
  const warnings = execution.report.steps.flatMap(({ node, warnings: stepWarnings = [] }) =>
    stepWarnings.map((problem) => ({ node, ...inReport(problem) })),
  );
  return {
    backend: backend.backend,
    profile: execution.report.profile,
    // The same on every machine, whether that was asked for or not.
    deterministic: backend.kernels === 'simd',
    network: networkOf(job.pinned),
    seed: dreaming?.params.seed ?? null,
    ...(variant && { variant: variant.name }),
    image: picture ? { width: picture.width, height: picture.height } : null,
    ascents,
    firstStepMs,
    totalMs: execution.report.ms,
    peakTensorBytes: memory.peak,
    tensorsBefore: memory.before,
    tensorsAfter: memory.after,
    output: outputs[0] ?? null,
    ...(outputs.length > 1 && { outputs }),
    ...(problem && { problem: inReport(problem) }),
    ...(warnings.length > 0 && { warnings }),
    steps: execution.report.steps.map(({ node, type, ms, cached }) => ({ node, type, ms, cached })),
    plan: { steps: plan.steps.length, keys: plan.steps.map(({ key }) => key) },
  };
}

function inReport(problem: Problem) {
  return { code: problem.code, message: problemText(problem) };
}

/** The name of an embedded network, or the address of another one. */
export function networkOf({ nodes }: Document): string | null {
  const file: unknown = networkFileOf(nodes.find(({ type }) => type === 'load-network'));
  if (typeof file !== 'object' || file === null) return null;
  const { name, url } = file as { readonly name?: unknown; readonly url?: unknown };
  return typeof name === 'string' ? name : typeof url === 'string' ? url : null;
}
