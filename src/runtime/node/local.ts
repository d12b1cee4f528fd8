import { availableParallelism } from 'node:os';
import { download } from '../../common/download.ts';
import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import {
  type BackendName,
  type BackendReport,
  checksInMemory,
  createSession,
  dropKernels,
  type Picture,
  useBackend,
} from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { runs } from '../../nodes/runs.ts';
import { createCache } from '../cache/value-cache.ts';
import type { Environment, Plan } from '../compile/plan.ts';
import { drawSeeds } from '../compile/seeds.ts';
import type { RunEvent } from '../execute/events.ts';
import { execute } from '../execute/execute.ts';
import {
  type Execution,
  type ExecutorDeps,
  type OnAscent,
  profileOf,
} from '../execute/executor-types.ts';
import { createFiles, type FileAccess, type Files } from '../files/files.ts';
import { type FileUse, hashFiles } from '../keys/files.ts';
import { allowRelaxedSimd, threadSpawner, wasmPaths } from './wasm.ts';

/** Where files lie, and how they are read. */
export interface FileOptions {
  /** Folder with samples/ and models/. */
  readonly assets: string;
  /** @param sha256 of the content, where the graph says it. */
  readonly readFile: (path: string, sha256?: string) => Promise<Result<Uint8Array>>;
  /** A file of the person's own, to be read piece by piece. */
  readonly openFile: FileAccess['open'];
  readonly openClip: FileAccess['openClip'];
  /** Upright, sRGB, on white where it is transparent. */
  readonly decode: FileAccess['decode'];
  /** Lets the files of a network, and redirects, lead to other servers than those that are named. */
  readonly otherHosts?: boolean;
}

export interface LocalOptions extends FileOptions {
  readonly backend: BackendName | 'auto';
  /** The same numbers, bit for bit, on every machine, or a problem. Slower on some. */
  readonly deterministic?: boolean;
  /** What was opened before the backend, such as a network; absent: nothing. */
  readonly files?: Files;
  readonly cacheBytes?: number;
  /** Threads that work on a picture together. Default: one for each core. */
  readonly threads?: number;
  /** node/pool-thread.ts as JavaScript, which the further threads run. */
  readonly threadScript: URL;
}

/** Runs plans in this process: what the page's worker does, without a worker. */
export interface Local {
  readonly report: BackendReport;
  /** Names the arithmetic, as in `Environment`. */
  readonly profile: string;
  /** What `compile` needs. Files that cannot be read become errors of their nodes. */
  environment(document: Document): Promise<Environment>;
  /** One at a time. What one run computed serves the next. */
  run(plan: Plan, options?: LocalRunOptions): Promise<Execution>;
  /** Frees the backend's memory and ends its threads. */
  close(): void;
}

export interface LocalRunOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent<Picture>) => void;
  /** Whether live pictures are made. Default false. */
  readonly previews?: boolean;
  /** Every event of every ascent, for reports. */
  readonly onAscent?: OnAscent;
  /** Of the frame before; see `ExecuteOptions`. */
  readonly given?: ReadonlyMap<string, Picture>;
  readonly forget?: Iterable<string>;
}

/** The files of a document, which need no backend. */
export function openFiles({ assets, otherHosts = false, ...options }: FileOptions): Files {
  return createFiles({
    bundled: (path) => options.readFile(`${assets}/${path}`),
    file: ({ name, sha256 }) => options.readFile(name, sha256),
    open: options.openFile,
    openClip: options.openClip,
    url: (url, stay = false) => download(url, { stay }),
    otherHosts,
    decode: options.decode,
  });
}

/** What `compile` needs, for an arithmetic that need not be here. */
export async function environmentOf(
  document: Document,
  files: Files,
  profile: string,
): Promise<Environment> {
  const hash = ({ reference, kind }: FileUse) => files.hash(reference, kind);
  return { profile, ...(await hashFiles(document, catalog, hash)), seed: drawSeeds() };
}

/** Problems are those of `useBackend`. */
export async function openLocal(options: LocalOptions): Promise<Result<Local>> {
  allowRelaxedSimd();
  const source = { read: (file: string) => options.readFile(`${options.assets}/kernels/${file}`) };
  const { deterministic = false, threads: count = availableParallelism() } = options;
  const threads = { count, spawn: threadSpawner(options.threadScript) };
  const kernels = { source, deterministic, threads };
  const report = await useBackend(options.backend, { wasmPaths, kernels });
  if (!report.ok) return fail<Problem>(report.problem);
  const { files = openFiles(options) } = options;
  const session = createSession(checksInMemory());
  const profile = profileOf(report.value);
  const deps: ExecutorDeps = {
    catalog,
    runs,
    cache: createCache(options.cacheBytes ?? 2 ** 30),
    services: {
      session,
      readPicture: files.readPicture,
      loadNetwork: files.loadNetwork,
      openClip: files.openClip,
    },
    profile,
  };
  let runsBegun = 0;
  return ok({
    report: report.value,
    profile,
    environment: (document) => environmentOf(document, files, profile),
    run: (
      plan,
      { signal = new AbortController().signal, onEvent = () => {}, previews = false, ...rest } = {},
    ) =>
      execute(deps, plan, {
        run: `run ${++runsBegun}`,
        signal,
        onEvent,
        isWanted: () => previews,
        ...rest,
      }),
    close: () => {
      session.dispose();
      dropKernels();
    },
  });
}
