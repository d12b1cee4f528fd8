import { basename } from 'node:path';
import { type NameWords, stemOf, wordsOfPhoto, wordsOfPlan } from '../../runtime/node.ts';
import type { Options } from '../options/options.ts';
import { defaultStem } from '../output/output-paths.ts';
import type { Job } from '../plan/plan-batch.ts';
import type { Photo } from './find-photos.ts';

/**
 * What names are made of.
 * @param graph the name that the graph itself gives its picture.
 * @param job null: of the contact sheet, which stands for all of them.
 */
export function nameWords(
  photo: Photo,
  { preset }: Pick<Options, 'preset'>,
  graph: string,
  job: Job | null,
): NameWords {
  return {
    ...wordsOf(photo, preset, graph),
    preset: preset ?? 'dream',
    ...(job ? wordsOfPlan(job.plan) : { layer: '', seed: '' }),
    variant: job?.variant?.name ?? '',
  };
}

/** Of what has no name of its own, that of the preset or graph. */
export function wordsOf(
  { path, folder, reference }: Photo,
  preset: string | null,
  graph: string,
): Pick<NameWords, 'photo' | 'folder'> {
  if (reference) return wordsOfPhoto(reference);
  if (path === null) return { photo: defaultStem(graph, { photo: null, preset }), folder };
  return { photo: path === '-' ? 'standard-input' : stemOf(basename(path)), folder };
}
