import { canvas } from '../canvas/canvas-api.ts';
import { openDocument } from '../document/document-store.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { presets } from '../presets/presets.ts';
import { startPlanner } from '../run/planner.ts';
import { startSourcePictures } from '../run/source-pictures.ts';

/** What begins with the page, beside the first render. */
export function start(): void {
  const [preset] = presets;
  if (preset) {
    openDocument(preset.document, crypto.randomUUID(), 'saved');
    canvas.start(preset.document.view);
  }
  startSourcePictures();
  startPlanner();
  void storedNetworks.refresh();
}
