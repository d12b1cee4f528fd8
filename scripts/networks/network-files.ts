import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedNetwork } from '../../models/catalog.ts';
import { headlessModel } from './headless-model.ts';
import { readPackedModel } from './packed-model.ts';
import { ssdFiles } from './ssd.ts';

/** The files of an embedded network as they lie in assets/: a model.json and its shards, by name. */
export function networkFiles({
  source,
  lastLayer,
}: EmbeddedNetwork): ReadonlyMap<string, Uint8Array> {
  switch (source.from) {
    case 'nsfwjs':
      return headlessModel(readPackedModel(`nsfwjs/dist/models/${source.folder}`), lastLayer);
    case 'objectron':
      return ssdFiles('@mediapipe/objectron', lastLayer);
    case 'repository':
      return new Map(
        readdirSync(source.folder)
          .filter((file) => file === 'model.json' || file.endsWith('.bin'))
          .sort()
          .map((file) => [file, readFileSync(join(source.folder, file))]),
      );
  }
}
