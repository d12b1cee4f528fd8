import { registerActions } from '../actions/action.ts';
import { editActions } from '../canvas/edit-actions.ts';
import { addActions, arrangeActions } from '../canvas/item-actions.ts';
import { useDocument } from '../document/document-store.ts';
import { fileActions } from '../file-dialogs/file-actions.ts';
import { followAddress, keepWhatRuns, openFirst } from '../files/documents.ts';
import { dropFiles } from '../files/drop.ts';
import { startRecalling } from '../history/recall-results.ts';
import { startHistory } from '../history/record-runs.ts';
import { storedNetworks } from '../networks/stored-networks.ts';
import { startTellingOutside } from '../run/away.ts';
import { startComparing } from '../run/compare-backends.ts';
import { startLive } from '../run/live.ts';
import { registerPhotos, shownPhotos } from '../run/photos.ts';
import { startPlanner } from '../run/planner.ts';
import { runActions } from '../run/run-actions.ts';
import { startSourcePictures } from '../run/source-pictures.ts';
import { stageActions } from '../stage/stage-actions.ts';
import { startStage } from '../stage/stage-store.ts';
import { startAutosave } from '../storage/autosave.ts';
import { startKeeping } from '../storage/keeping.ts';
import { hasFolder } from '../storage/places-database.ts';
import { startTimeline, timelineActions } from '../timeline/timeline-actions.ts';
import { variantActions } from '../variants/variant-actions.ts';
import { startOffline } from './offline.ts';
import { viewActions } from './view-actions.ts';

/** A file that misses the canvas must not replace the page; a network is taken anywhere. */
function keepPage(): void {
  window.addEventListener('dragover', (event) => event.preventDefault());
  window.addEventListener('drop', (event) => {
    if (!event.defaultPrevented && event.dataTransfer) void dropFiles(event.dataTransfer);
    event.preventDefault();
  });
}

/** What begins with the page, beside the first render. */
export function start(): void {
  registerFeatures();
  keepPage();
  startKeeping();
  startAutosave();
  startStage();
  startTimeline();
  startBatch();
  startHistory();
  startRecalling();
  startSourcePictures();
  void openFirst().then(startPlanner);
  followAddress();
  keepWhatRuns();
  startComparing();
  startLive();
  startTellingOutside();
  startOffline();
  void resumeFolder();
  void storedNetworks.refresh();
}

/** The code of batches comes with the first graph that has several photos. */
function startBatch(): void {
  registerPhotos(async () => (await import('../batch/run-photos.ts')).runPhotos);
  const look = () => {
    if (!shownPhotos()) return;
    stop();
    void import('../batch/follow-batch.ts').then(({ followBatch }) => followBatch());
  };
  const stop = useDocument.subscribe(look);
  look();
}

/** The code comes only where a folder was chosen before. */
async function resumeFolder(): Promise<void> {
  if (!(await hasFolder())) return;
  const { resumeMirror } = await import('../mirror/mirror.ts');
  await resumeMirror(false);
}

/** Registers what each feature offers; the order is that of menus, palette and help. */
function registerFeatures(): void {
  registerActions(
    ...runActions,
    ...editActions,
    ...variantActions,
    ...timelineActions,
    ...addActions,
    ...arrangeActions,
    ...stageActions,
    ...viewActions,
    ...fileActions,
  );
}
