import type { Document } from '../../graph/document/document.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { photosOf } from '../../graph/photos/at-photo.ts';
import { catalog } from '../../nodes/catalog.ts';
import { type Environment, referenceKey, withSeedsOfFiles } from '../../runtime/browser.ts';
import { type DocumentState, useDocument } from '../document/document-store.ts';
import type { RunRequest } from './run-store.ts';

/** A run of several photos, one after the other. */
export type PhotosRequest = RunRequest & { readonly photos: readonly number[] };

/** How a person ends such a run. */
export interface Ending {
  /** At once. */
  readonly signal: AbortSignal;
  /** With the photo that is at work. */
  readonly afterThis: AbortSignal;
}

/**
 * Dreams on the photos, and tells nodes and top bar how far it is.
 * @returns how it ended, in words.
 */
export type PhotosRunner = (request: PhotosRequest, ending: Ending) => Promise<string>;

let loadRunner: (() => Promise<PhotosRunner>) | undefined;

/** The batch, which stands above this and whose code comes later, says how photos are run. */
export function registerPhotos(load: () => Promise<PhotosRunner>): void {
  loadRunner = load;
}

export async function runPhotos(request: PhotosRequest, ending: Ending): Promise<string> {
  if (!loadRunner) return 'Not run';
  const run = await loadRunner();
  return run(request, ending);
}

/** The photos of a graph that makes a still of each; undefined: it has one, or is a film. */
export function photosToRun(document: Document): readonly FileReference[] | undefined {
  return document.sequence ? undefined : photosOf(document, catalog)?.files;
}

export function shownPhotos(): readonly FileReference[] | undefined {
  return photosToRun(useDocument.getState().document);
}

/** What tells the photo that is shown from the others; undefined: there are no others. */
export function shownPhoto(state: DocumentState = useDocument.getState()): string | undefined {
  const file = photosToRun(state.document)?.[state.photo];
  return file && referenceKey(file);
}

/** How many photos the node takes turns with in a run; undefined: it has one. */
export function usePhotosOf(node: string): number | undefined {
  return useDocument(({ document }) => {
    const photos = document.sequence ? undefined : photosOf(document, catalog);
    return photos?.node === node ? photos.files.length : undefined;
  });
}

/** Random seeds of several photos follow from them, so that a picture that is there is known again. */
export function withPhotoSeeds(
  environment: Environment,
  { document, single }: Pick<DocumentState, 'document' | 'single'>,
): Environment {
  return photosToRun(document) ? withSeedsOfFiles(environment, single, catalog) : environment;
}
