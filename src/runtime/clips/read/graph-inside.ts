import type { Source } from 'mediabunny';
import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { kindOf } from '../../pictures/kinds.ts';
import { keyIn } from '../../png/software.ts';
import { graphInComment, graphInXmp } from '../graph-texts.ts';
import { riffChunks } from '../webp-writer.ts';
import { gifParts } from './delays.ts';

/** Graphs have some kilobytes; pasted pictures inside them, some hundreds. */
const longestDocument = 8 * 2 ** 20;
/** Where the graph of a picture is looked for: in larger ones it takes too long. */
const largestPicture = 2 ** 28;

/** A file whose graph is wanted. */
export interface CarryingFile {
  readonly size: number;
  read(begin: number, end: number): Promise<Uint8Array>;
  /** For films, which are read in parts. */
  source(media: typeof import('mediabunny')): Source;
}

/**
 * The JSON text of the graph in a film (its comment), a GIF (its comment) or a WebP (XMP); undefined: the
 * file is of another kind. Problems: `no-document`, `document-too-long`.
 */
export async function graphInClip(file: CarryingFile): Promise<Result<string> | undefined> {
  const texts = await textsOf(file);
  if (!texts) return undefined;
  const [graph] = texts.flatMap((text) => graphInComment(text) ?? graphInXmp(text) ?? []);
  if (graph === undefined) return fail(none);
  return graph.length > longestDocument ? fail(tooLong) : ok(graph);
}

/** The content key that a clip says it was made for; null: it says none. */
export async function keyInClip(file: CarryingFile): Promise<string | null> {
  const texts = (await textsOf(file)) ?? [];
  return texts.map((text) => keyIn(new TextEncoder().encode(text))).find(Boolean) ?? null;
}

/** What a clip says of itself, where graphs may be; undefined: the file is of another kind. */
async function textsOf(file: CarryingFile): Promise<readonly string[] | undefined> {
  const known = kindOf(await file.read(0, Math.min(400, file.size)));
  const { kind, name = '' } = known ?? {};
  if (kind === 'gif' || kind === 'webp') {
    if (file.size > largestPicture) return [];
    const bytes = await file.read(0, file.size);
    return kind === 'gif' ? commentsOfGif(bytes) : xmpOf(bytes);
  }
  return kind === undefined && name === 'a video' ? commentOfFilm(file) : undefined;
}

function commentsOfGif(bytes: Uint8Array): readonly string[] {
  return [...gifParts(bytes)].flatMap((part) => ('comment' in part ? part.comment : []));
}

function xmpOf(bytes: Uint8Array): readonly string[] {
  return riffChunks(bytes)
    .filter(({ type }) => type === 'XMP ')
    .map(({ data }) => new TextDecoder().decode(data));
}

async function commentOfFilm(file: CarryingFile): Promise<readonly string[]> {
  const media = await import('mediabunny');
  const input = new media.Input({ source: file.source(media), formats: media.ALL_FORMATS });
  try {
    const { comment } = await input.getMetadataTags();
    return comment === undefined ? [] : [comment];
  } catch {
    return [];
  } finally {
    input.dispose();
  }
}

const none: Problem = {
  code: 'no-document',
  message:
    'This clip contains no graph. It was not exported from Dreamgraph, or the graph was stripped.',
};

const tooLong: Problem = {
  code: 'document-too-long',
  message: 'The graph inside this clip has more than 8 MB and was not opened.',
  remedy: 'Open the graph from a .dream.json file.',
};
