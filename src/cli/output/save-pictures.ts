import type { Problem, Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import { type Execution, embedDocument } from '../../runtime/node.ts';
import type { Depth } from '../files/decode-picture.ts';
import { encodeFor } from '../files/image-file.ts';
import { writeAtomically } from '../files/write-file.ts';
import type { OutputFile } from './output-paths.ts';

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
  depth: Depth,
): Promise<{ readonly saved: readonly SavedPicture[]; readonly problem: Problem | null }> {
  const saved: SavedPicture[] = [];
  let problem: Problem | null = null;
  for (const { node, picture } of targets) {
    const file = files.find((each) => each.node === node);
    if (!file || !picture) continue;
    const { path } = file;
    const written = await savePicture(file, picture, { depth, profile });
    if (written.ok) saved.push({ node, path, width: picture.width, height: picture.height });
    else problem ??= written.problem;
  }
  return { saved, problem };
}

/** A PNG contains its graph, so that `--graph` can run it again. */
async function savePicture(
  file: OutputFile,
  picture: Picture,
  { depth, profile }: { readonly depth: Depth; readonly profile: string },
): Promise<Result<void>> {
  const encoded = await encodeFor(picture, { ...file, depth });
  if (!encoded.ok) return encoded;
  if (file.graph === null || file.format !== 'png') {
    return writeAtomically(file.path, encoded.value);
  }
  const withGraph = await embedDocument(encoded.value, file.graph, profile);
  return withGraph.ok ? writeAtomically(file.path, withGraph.value) : withGraph;
}

/** A report for programs to read. */
export async function saveReport(path: string, report: object): Promise<Result<void>> {
  return writeAtomically(path, new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`));
}
