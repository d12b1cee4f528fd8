import { fail, ok, type Result } from '../../common/result.ts';
import type { Picture } from '../../engine/index.ts';
import type { Document } from '../../graph/document/document.ts';
import { serialiseDocument } from '../../graph/file/serialise.ts';
import { type Execution, embedDocument } from '../../runtime/node.ts';
import { type Depth, encodeFor } from '../files/image-file.ts';
import { writeAtomically } from '../files/write-file.ts';

export interface SavedPicture {
  /** Id of the target node. */
  readonly node: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

interface SaveOptions {
  readonly depth: Depth;
  /** The graph to put into PNG files; null: none. */
  readonly graph: Document | null;
}

/** Writes the picture of every target that has one to its path. */
export async function savePictures(
  { targets }: Execution,
  paths: ReadonlyMap<string, string>,
  options: SaveOptions,
): Promise<Result<readonly SavedPicture[]>> {
  const saved: SavedPicture[] = [];
  for (const { node, picture } of targets) {
    const path = paths.get(node);
    if (path === undefined || !picture) continue;
    const written = await savePicture(path, picture, options);
    if (!written.ok) return written;
    saved.push({ node, path, width: picture.width, height: picture.height });
  }
  if (saved.length > 0) return ok(saved);
  return fail({
    code: 'no-picture',
    message: 'The targets of the run give no picture, so there is nothing to write.',
    remedy: 'Run to a node that shows one.',
  });
}

/** A PNG contains its graph, so that `--graph` can run it again. */
async function savePicture(
  path: string,
  picture: Picture,
  { depth, graph }: SaveOptions,
): Promise<Result<void>> {
  const encoded = await encodeFor(path, picture, depth);
  if (!encoded.ok) return encoded;
  if (graph === null || encoded.value.format !== 'png') {
    return writeAtomically(path, encoded.value.bytes);
  }
  const withGraph = await embedDocument(
    encoded.value.bytes,
    serialiseDocument(graph, { compact: true }),
  );
  return withGraph.ok ? writeAtomically(path, withGraph.value) : withGraph;
}

/** A report for programs to read. */
export async function saveReport(path: string, report: object): Promise<Result<void>> {
  return writeAtomically(path, new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`));
}
