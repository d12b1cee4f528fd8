import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { TwinNumbers } from '../../runtime/node.ts';
import { keyOfFile, sizeOfPicture } from '../files/file-key.ts';
import type { Options } from '../options/options.ts';
import type { Carry } from '../output/carried-graph.ts';
import { type InputFiles, isFree } from '../output/input-files.ts';
import { filesOf, type Named, nameOutputs } from '../output/name-outputs.ts';
import { graphName, type OutputFile } from '../output/output-paths.ts';
import type { Batch } from '../plan/plan-batch.ts';
import type { Photo } from './find-photos.ts';
import { fillPath, type NamePattern } from './name-pattern.ts';
import { nameWords } from './name-words.ts';

/** What every photo of a command is placed by. */
export interface Placement {
  readonly options: Options;
  readonly pattern: NamePattern;
  readonly twins: TwinNumbers<Photo>;
  readonly carry: Carry;
  /** What the command reads: it is not replaced unasked. */
  readonly inputs: InputFiles;
  /** Full paths, in small letters, that other photos of this command have got. */
  readonly given: Map<string, Photo>;
}

/**
 * Names the files of a photo: by its own number, or by the next one that no other photo has where a
 * file of another dream is in the way. What is there already under such a number is found.
 */
export async function placePhoto(
  photo: Photo,
  batch: Batch,
  placement: Placement,
): Promise<Named & { readonly inTheWay: string | null }> {
  const { twins, options, given } = placement;
  const own = twins.own(photo);
  const named = (number: number) => nameFiles(photo, batch, number, placement);
  const keep = (names: Named, inTheWay: string | null) => {
    for (const { path } of filesOf(names)) given.set(fullPath(path), photo);
    return { ...names, inTheWay };
  };
  const first = await named(own);
  if (options.force) return keep(first, null);
  const stateOf = (names: Named) => stateOfAll(photo, names, placement);
  const state = await stateOf(first);
  if (state === 'finished') return keep(first, null);
  for (let number = 1; ; number++) {
    if (number === own || twins.isOthers(photo, number)) continue;
    const other = await named(number);
    const found = await stateOf(other);
    if (found === 'finished') return keep(other, null);
    if (found === 'free' && number > own) break;
  }
  if (state !== 'taken') return keep(first, null);
  for (let number = own + 1; ; number++) {
    if (twins.isOthers(photo, number)) continue;
    const other = await named(number);
    if ((await stateOf(other)) !== 'taken') {
      return keep(other, filesOf(first)[0]?.path ?? null);
    }
  }
}

function nameFiles(
  photo: Photo,
  batch: Batch,
  number: number,
  { options, carry, pattern }: Placement,
): Promise<Named> {
  const [first] = batch.jobs;
  const graph = first ? graphName(first.pinned) : 'dream';
  return nameOutputs(batch, {
    options,
    carry,
    number: number === 1 ? null : number,
    baseOf: (job) => {
      const words = nameWords(photo, options, graph, job);
      return { stem: fillPath(pattern.stem, words), ending: pattern.ending };
    },
  });
}

/**
 * `finished`: all files are there. `begun`: some are, and nothing else is in the way. `free`: none
 * is. `taken`: there is another file under one of the names.
 */
type State = 'finished' | 'begun' | 'free' | 'taken';

async function stateOfAll(photo: Photo, named: Named, placement: Placement): Promise<State> {
  let there = 0;
  const files = filesOf(named);
  for (const file of files) {
    const state = await stateOfFile(photo, file, placement);
    if (state === 'taken') return 'taken';
    if (state === 'finished') there++;
  }
  if (there === files.length) return 'finished';
  return there > 0 ? 'begun' : 'free';
}

async function stateOfFile(
  photo: Photo,
  file: OutputFile,
  { inputs, given }: Placement,
): Promise<State> {
  if ((given.get(fullPath(file.path)) ?? photo) !== photo || (await inputs.has(file.path)))
    return 'taken';
  if (!existsSync(file.path)) return 'free';
  return (await isFinished(file)) ? 'finished' : 'taken';
}

/**
 * Whether a file is there and is the one that would be written. One without metadata does not say
 * what it is: then any picture of that name counts.
 */
export async function isFinished({ path, graph, key }: OutputFile): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return false;
  if (graph === null) return (await sizeOfPicture(path)) !== null;
  const found = await keyOfFile(path);
  // Earlier versions, and the editor, write the graph without a key.
  return found === null ? isFree(path, graph) : found === key;
}

function fullPath(path: string): string {
  return resolve(path).toLowerCase();
}
