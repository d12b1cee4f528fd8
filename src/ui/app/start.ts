import { followAddress, openFirst } from '../files/documents.ts';
import { startRecalling } from '../history/recall-results.ts';
import { startHistory } from '../history/record-runs.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { startComparing } from '../run/compare-backends.ts';
import { startPlanner } from '../run/planner.ts';
import { startSourcePictures } from '../run/source-pictures.ts';
import { startAutosave } from '../storage/autosave.ts';
import { startOffline } from './offline.ts';
import { registerFeatures } from './register-features.ts';

/** A file that misses the canvas must not replace the page. */
function keepPage(): void {
  for (const type of ['dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault());
  }
}

/** What begins with the page, beside the first render. */
export function start(): void {
  registerFeatures();
  keepPage();
  startAutosave();
  startHistory();
  startRecalling();
  startSourcePictures();
  void openFirst().then(startPlanner);
  followAddress();
  startComparing();
  startOffline();
  void storedNetworks.refresh();
}
