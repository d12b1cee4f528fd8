import { basename } from 'node:path';
import { fail, ok, type Result } from '../../common/result.ts';
import type { NetworkFile } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { catalog } from '../../nodes/catalog.ts';
import { filesOf, openFiles } from '../../runtime/node.ts';
import type { CliFiles } from '../access/file-access.ts';
import { type Depth, depthOf } from '../files/decode-picture.ts';
import { carriedReference, createCarrier } from '../output/carried-graph.ts';
import type { OutputFile } from '../output/output-paths.ts';
import type { Blobs } from './blobs.ts';
import type { JobData, JobFile } from './job.ts';

/** A run to be done elsewhere, and the files in which its pictures end here. */
export interface JobWish {
  readonly name: string;
  /** With all seeds drawn. */
  readonly document: Document;
  readonly targets: readonly string[] | null;
  readonly outputs: readonly OutputFile[];
  readonly files: CliFiles;
}

/** Stores what the job needs, and writes it down. Problems: of its files, and `blob-not-stored`. */
export async function packJob(
  { name, document, targets, outputs, files }: JobWish,
  blobs: Blobs,
  where: JobData['blobs'],
): Promise<Result<Omit<JobData, 'submission'>>> {
  const packed: JobFile[] = [];
  let depth: Depth = 8;
  for (const { reference, kind } of filesOf(document, catalog)) {
    if (reference.from !== 'file') continue;
    const carried = await carriedReference(files, reference, kind);
    if (carried.from !== 'file') continue;
    const parts = await (kind === 'network'
      ? readNetwork(files, reference, carried)
      : readPicture(files, reference, carried));
    if (!parts.ok) return parts;
    for (const { bytes, ...part } of parts.value) {
      if (kind === 'image') depth = Math.max(depth, await depthOf(bytes)) as Depth;
      const blob = await blobs.put(bytes);
      if (!blob.ok) return blob;
      packed.push({ ...part, blob: blob.value });
    }
  }
  return ok({
    name,
    graph: await createCarrier(files)(document),
    targets: targets && [...targets],
    files: packed,
    outputs: outputs.map(({ node, path, format, quality, graph, key }) => {
      const metadata = graph !== null;
      return { node, name: basename(path), format, quality, depth, key, metadata };
    }),
    blobs: where,
    tried: [],
  });
}

type OwnFile = Extract<FileReference, { from: 'file' }>;
type Part = Omit<JobFile, 'blob'> & { readonly bytes: Uint8Array };

async function readPicture(
  files: CliFiles,
  { name, sha256 }: OwnFile,
  carried: OwnFile,
): Promise<Result<readonly Part[]>> {
  const bytes = await files.readFile(name, sha256);
  return bytes.ok ? ok([{ ...namedAs(carried), bytes: bytes.value }]) : bytes;
}

/** The network's file, and those that it asks for when it is opened. */
async function readNetwork(
  files: CliFiles,
  reference: OwnFile,
  carried: OwnFile,
): Promise<Result<readonly Part[]>> {
  const opened = new Map<string, NetworkFile>();
  const recording: CliFiles = {
    ...files,
    openFile: async (file, inside) => {
      const result = await files.openFile(file, inside);
      if (result.ok) opened.set(file.name, result.value);
      return result;
    },
  };
  const network = await openFiles(recording).loadNetwork(reference);
  if (!network.ok) return network;
  const [here, there] = [folderOf(reference.name), folderOf(carried.name)];
  const parts = [...opened].map(([name, file]) => {
    const bytes = file.read(0, file.size);
    if (name === reference.name) return { ...namedAs(carried), bytes };
    return { name: there + name.slice(here.length), bytes };
  });
  return parts.length > 0 ? ok(parts) : fail(nothingRead(reference.name));
}

function nothingRead(name: string) {
  return { code: 'network-unreadable', message: `${name} was not read, so it cannot be sent.` };
}

function namedAs({ name, sha256 }: OwnFile): Omit<JobFile, 'blob'> {
  return { name, ...(sha256 !== undefined && { sha256 }) };
}

function folderOf(name: string): string {
  return name.replace(/[^/\\]*$/, '');
}
