import { embeddedNetworks } from '../../../models/catalog.ts';
import { samples } from '../../../models/samples.ts';
import type { FileReference } from '../../graph/params/file.ts';

/** How people call a file: its name, or the title of what came with the app. */
export function fileTitle(reference: FileReference): string {
  switch (reference.from) {
    case 'nothing':
      return 'None';
    case 'bundled':
      return bundledTitle(reference.name);
    case 'file':
      return reference.name;
    case 'data':
      return reference.name ?? 'Pasted picture';
    case 'url':
      return reference.url.split('/').at(-1) || reference.url;
  }
}

function bundledTitle(name: string): string {
  const found = [...samples, ...embeddedNetworks].find((known) => known.name === name);
  return found?.title ?? name;
}
