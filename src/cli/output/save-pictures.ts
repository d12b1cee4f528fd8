import type { Problem, Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import { type Execution, embedDocument } from '../../runtime/node.ts';
import type { Depth } from '../files/decode-picture.ts';
import { encodeFor } from '../files/image-file.ts';
import { writeAtomically } from '../files/write-file.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import type { OutputFile } from './output-paths.ts';

/** Writes a file, or to standard output, `-`. */
export type Write = (path: string, content: Uint8Array) => Promise<Result<void>>;

export function writerTo({ stdout }: Terminal): Write {
  return (path, content) => (path === '-' ? stdout.write(content) : writeAtomically(path, content));
}

export interface SavedPicture {
  /** Id of the target node. */
  readonly node: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/**
 * Writes the picture of every target that has one to its file. One that cannot be written does not
 * keep the others from it.
 */
export async function savePictures(
  { targets, report: { profile } }: Execution,
  files: readonly OutputFile[],
  { depth, write }: { readonly depth: Depth; readonly write: Write },
): Promise<{ readonly saved: readonly SavedPicture[]; readonly problem: Problem | null }> {
  const saved: SavedPicture[] = [];
  let problem: Problem | null = null;
  for (const { node, picture } of targets) {
    const file = files.find((each) => each.node === node);
    if (!file || !picture) continue;
    const { path } = file;
    const written = await savePicture(file, picture, { depth, profile, write });
    if (written.ok) saved.push({ node, path, width: picture.width, height: picture.height });
    else problem ??= written.problem;
  }
  return { saved, problem };
}

/** A PNG contains its graph, so that `--graph` can run it again. */
async function savePicture(
  file: OutputFile,
  picture: Picture,
  {
    depth,
    profile,
    write,
  }: { readonly depth: Depth; readonly profile: string; readonly write: Write },
): Promise<Result<void>> {
  const making = file.graph === null ? undefined : { profile, key: file.key };
  const encoded = await encodeFor(picture, { ...file, depth, making });
  if (!encoded.ok) return encoded;
  if (file.graph === null || file.format !== 'png') {
    return write(file.path, encoded.value);
  }
  const withGraph = await embedDocument(encoded.value, file.graph, making);
  return withGraph.ok ? write(file.path, withGraph.value) : withGraph;
}

/** A report for programs to read. */
export async function saveReport(
  path: string,
  report: object,
  write: Write,
): Promise<Result<void>> {
  return write(path, new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`));
}
