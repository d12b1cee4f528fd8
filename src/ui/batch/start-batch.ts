import { useDocument } from '../document/document-store.ts';
import { photosToRun, registerPhotos } from '../run/photos.ts';

/** The code of batches comes with the first graph that has several photos. */
export function startBatch(): void {
  registerPhotos(async () => (await import('./run-photos.ts')).runPhotos);
  let started = false;
  const look = () => {
    if (started || !photosToRun(useDocument.getState().document)) return;
    started = true;
    void import('./follow-batch.ts').then(({ followBatch }) => followBatch());
  };
  useDocument.subscribe(look);
  look();
}
