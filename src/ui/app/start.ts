import { openDocument } from '../document/document-store.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { presets } from '../presets/presets.ts';

/** What begins with the page, beside the first render. */
export function start(): void {
  const [preset] = presets;
  if (preset) openDocument(preset.document, crypto.randomUUID(), 'saved');
  void storedNetworks.refresh();
}
