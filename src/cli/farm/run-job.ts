import { normalize } from 'node:path';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import { inMemory } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import {
  compile,
  filesOf,
  type Local,
  openFiles,
  openLocal,
  type RunEvent,
} from '../../runtime/node.ts';
import { type CliFiles, createFiles } from '../access/file-access.ts';
import { savePictures } from '../output/save-pictures.ts';
import type { Blobs } from './blobs.ts';
import type { JobData, JobPicture, JobValue } from './job.ts';
import { checkLimits, type Limits } from './limits.ts';

/** Runs jobs one after the other, in this process, and keeps what they share. */
export interface JobRunner {
  readonly profile: string;
  run(job: JobData, options: RunOptions): Promise<Result<Omit<JobValue, 'machine'>>>;
  close(): void;
}

export interface RunOptions {
  readonly blobs: Blobs;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent<Picture>) => void;
}

/** Deterministic, so that pictures do not depend on the machine. Problems: those of `openLocal`. */
export async function createJobRunner(threads: number | undefined): Promise<Result<JobRunner>> {
  const own = createFiles();
  /** Of the job at work: every file comes from there, whatever it is called. */
  let read: (name: string, sha256?: string) => Promise<Result<Uint8Array>> = () => {
    throw new Error('No job is at work.');
  };
  const access: CliFiles = {
    ...own,
    // Graphs name samples by their names; only the runtime itself asks for a path in assets.
    readFile: (path, sha256) =>
      isAsset(path, own.assets) ? own.readFile(path) : read(path, sha256),
    openFile: async ({ name, sha256 }) => {
      const bytes = await read(name, sha256);
      return bytes.ok ? ok(inMemory(bytes.value)) : bytes;
    },
  };
  const local = await openLocal({
    ...access,
    files: openFiles(access),
    ...{ backend: 'wasm', deterministic: true },
    ...(threads !== undefined && { threads }),
  });
  if (!local.ok) return local;
  return ok({
    profile: local.value.profile,
    run: async (job, options) => {
      read = readerOf(job, options.blobs);
      return runJob(local.value, job, options);
    },
    close: local.value.close,
  });
}

/** Whether it lies in assets, and not only begins as if it did. */
function isAsset(path: string, assets: string): boolean {
  return path.startsWith(`${assets}/`) && normalize(path) === path;
}

function readerOf(job: JobData, blobs: Blobs) {
  return async (name: string, sha256?: string): Promise<Result<Uint8Array>> => {
    const file = job.files.find(
      (each) => each.name === name && (sha256 === undefined || each.sha256 === sha256),
    );
    if (file) return blobs.get(file.blob, file.name);
    const message = `The graph asks for the file ${name}, which is not one of the job's own.`;
    return fail({ code: 'not-of-the-job', message, remedy: 'Submit it with the file.' });
  };
}

async function runJob(
  local: Local,
  job: JobData,
  { blobs, limits, signal, onEvent }: RunOptions,
): Promise<Result<Omit<JobValue, 'machine'>>> {
  const parsed = parseDocument(job.graph, catalog);
  if (!parsed.ok) return parsed;
  const { document } = parsed.value;
  const allowed = checkAddresses(document, limits);
  if (!allowed.ok) return allowed;
  const environment = await local.environment(document);
  const { plan, errors } = compile(document, catalog, {
    environment,
    ...(job.targets && { targets: job.targets }),
  });
  const [error = nothingToDo] = errors;
  if (plan.targets.length === 0) return fail(error);
  const within = checkLimits(plan, limits);
  if (!within.ok) return within;
  const execution = await local.run(plan, { signal, onEvent });
  if (signal.aborted) return fail(cancelled);
  const pictures: JobPicture[] = [];
  let unstored: Problem | undefined;
  for (const output of job.outputs) {
    const file = { ...output, path: output.name, graph: output.metadata ? job.graph : null };
    const { saved, problem } = await savePictures(execution, [file], {
      depth: output.depth,
      write: async (_, bytes) => {
        const put = await blobs.put(bytes);
        if (!put.ok) return put;
        pictures.push({ node: output.node, name: output.name, blob: put.value });
        return ok(undefined);
      },
    });
    if (saved.length === 0) unstored ??= problem ?? undefined;
  }
  const failed = execution.report.steps.find(({ problem }) => problem)?.problem;
  const problem = unstored ?? (pictures.length === 0 ? (failed ?? nothingToDo) : undefined);
  if (problem) return fail(problem);
  const computed = execution.report.steps.filter(({ cached }) => !cached).map(({ key }) => key);
  return ok({ pictures, computed });
}

/** A machine's own network is nobody else's to look around in. */
function checkAddresses(document: Document, { addresses }: Limits): Result<void> {
  const used = filesOf(document, catalog).find(({ reference }) => reference.from === 'url');
  if (!used || addresses || used.reference.from !== 'url') return ok(undefined);
  return fail({
    code: 'address-refused',
    message: `The graph asks for ${used.reference.url}, and this machine reads nothing from addresses.`,
    remedy: 'Submit the file itself, or start the machine with --allow-addresses.',
  });
}

export const cancelled: Problem = { code: 'cancelled', message: 'It was cancelled.' };

const nothingToDo: Problem = {
  code: 'no-picture',
  message: 'The targets of the run give no picture, so there is nothing to hand back.',
};
