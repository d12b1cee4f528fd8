import { openFirst } from '../files/documents.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { startPlanner } from '../run/planner.ts';
import { startSourcePictures } from '../run/source-pictures.ts';
import { startAutosave } from '../storage/autosave.ts';

/** What begins with the page, beside the first render. */
export function start(): void {
  startAutosave();
  startSourcePictures();
  void openFirst().then(startPlanner);
  void storedNetworks.refresh();
}
