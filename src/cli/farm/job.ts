import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../common/result.ts';
import { sha256 } from '../../common/sha256.ts';
import type { OutputFile } from '../output/output-paths.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const text = z.string().check(z.maxLength(4 * 2 ** 20));

/** A file that the graph names, and where its bytes are. */
const jobFile = z.object({
  /** As the graph names it, or beside it: the shards of a network. */
  name: z.string(),
  /** As the graph says it, if it does. */
  sha256: z.exactOptional(hash),
  blob: hash,
});

const jobOutput = z.object({
  /** Id of the target whose picture it is. */
  node: z.string(),
  /** File name without a folder. */
  name: z.string(),
  format: z.enum(['png', 'jpeg', 'webp']),
  quality: z.number(),
  depth: z.union([z.literal(8), z.literal(16)]),
  /** Of the file: what it shows and how it is written. */
  key: z.string(),
  /** Whether it carries its graph. */
  metadata: z.boolean(),
});

/** One run of one graph, for any machine. All that it needs beyond a Dreamgraph is in blobs. */
const jobSchema = z.object({
  /** For people: which photo, which variant. */
  name: z.string(),
  /** Id of the submission that it belongs to. */
  submission: z.string(),
  /** JSON text, with all seeds drawn. */
  graph: text,
  /** Ids of nodes to run to; null: the outputs. */
  targets: z.nullable(z.array(z.string())),
  files: z.array(jobFile),
  outputs: z.array(jobOutput),
  /** Where the blobs are. */
  blobs: z.enum(['redis', 'folder']),
  /** Where it has failed so far, and why. */
  tried: z.array(z.object({ machine: z.string(), sentence: z.string() })),
});

export type JobData = z.infer<typeof jobSchema>;
export type JobFile = JobData['files'][number];
export type JobOutput = JobData['outputs'][number] & Pick<OutputFile, 'format'>;

/** What comes out of a job. */
export interface JobValue {
  readonly machine: string;
  readonly pictures: readonly JobPicture[];
  /** Keys of the steps that were computed for it, and not found in the machine's cache. */
  readonly computed: readonly string[];
}

export interface JobPicture {
  readonly node: string;
  readonly name: string;
  readonly blob: string;
}

/** What comes from Redis is from anybody who reaches it. Problem: `bad-job`. */
export function readJob(data: unknown): Result<JobData> {
  const read = jobSchema.safeParse(data);
  if (read.success) return ok(read.data);
  const issue = read.error.issues[0];
  const message = `The job is not one of this version: ${issue?.path.join('.')}: ${issue?.message}.`;
  return fail({ code: 'bad-job', message, remedy: 'Submit it with the version that works on it.' });
}

/** Equal for jobs that make equal files, whoever submits them. Names of files do not count. */
export function contentKey({ graph, targets, outputs }: JobData, profile: string): Promise<string> {
  const files = outputs.map(({ name: _, ...rest }) => rest);
  return sha256(new TextEncoder().encode(JSON.stringify([profile, graph, targets, files])));
}
