import { listHistory, readPicture, readThumbnail } from '../history/history-storage.ts';
import { finishedPictures } from '../history/record-runs.ts';
import { notify } from '../session/session-store.ts';
import {
  listStoredDocuments,
  readStoredDocument,
  storedDocuments,
} from '../storage/stored-documents.ts';
import { type Folder, mayWrite, rememberedFolder, rememberFolder } from './folder.ts';
import { useMirror } from './mirror-store.ts';
import { createWriter, type Writer } from './write-mirror.ts';

/** The time in which changes of a graph are written once, in milliseconds. */
const pause = 1000;

let folder: Folder | undefined;
let writer: Writer | undefined;
let work: Promise<void> = Promise.resolve();
const changed = new Set<string>();

/** Goes on with the folder of an earlier visit, once the browser allows it. */
export async function resumeMirror(press: boolean): Promise<void> {
  const remembered = folder ?? (await rememberedFolder());
  if (!remembered) return;
  if (await mayWrite(remembered, press)) return startMirror(remembered);
  folder = remembered;
  useMirror.setState({ state: 'waiting', folder: remembered.name });
}

/** Keeps everything in this folder too: what there is now, and what comes. */
export async function startMirror(chosen: Folder): Promise<void> {
  folder = chosen;
  writer = undefined;
  await rememberFolder(chosen);
  follow();
  useMirror.setState({ state: 'writing', folder: chosen.name });
  await enqueue(async () => {
    writer = await createWriter(chosen);
    await catchUp(writer);
  });
}

/** What is in the folder stays there. */
export async function stopMirror(): Promise<void> {
  folder = undefined;
  writer = undefined;
  useMirror.setState({ state: 'off' });
  await rememberFolder(undefined);
}

let following = false;

function follow(): void {
  if (following) return;
  following = true;
  storedDocuments.subscribe((id) => {
    if (changed.size === 0) setTimeout(writeChanged, pause);
    changed.add(id);
  });
  finishedPictures.subscribe((picture) => {
    void enqueue(async () => writer?.picture(picture));
  });
}

function writeChanged(): void {
  const ids = [...changed];
  changed.clear();
  for (const id of ids) {
    void enqueue(async () => {
      const stored = await readStoredDocument(id);
      if (stored) await writer?.document(stored);
    });
  }
}

/** What was made while the folder could not be written to, or before it was chosen. */
async function catchUp(to: Writer): Promise<void> {
  for (const stored of await listStoredDocuments()) {
    if ((to.writtenAt(stored.id) ?? 0) < stored.changed) await to.document(stored);
  }
  const listed = await listHistory();
  for (const entry of listed.ok ? listed.value : []) {
    if (to.hasPicture(entry.id)) continue;
    const [read, thumbnail] = [await readPicture(entry.id), await readThumbnail(entry.id)];
    if (read.ok && thumbnail) await to.picture({ entry, thumbnail, ...read.value });
  }
}

/** One write after the other. Why one failed is said once, until one succeeds. */
function enqueue(job: () => Promise<void> | undefined): Promise<void> {
  work = work.then(async () => {
    if (!folder) return;
    if (useMirror.getState().state === 'on') useMirror.setState({ state: 'writing' });
    try {
      await job();
      if (folder) useMirror.setState({ state: 'on', folder: folder.name });
    } catch (error) {
      await tell(error);
    }
  });
  return work;
}

async function tell(error: unknown): Promise<void> {
  if (!folder) return;
  const before = useMirror.getState().state;
  if (!(await mayWrite(folder, false).catch(() => false))) {
    useMirror.setState({ state: 'waiting', folder: folder.name });
    return;
  }
  const gone = error instanceof DOMException && error.name === 'NotFoundError';
  const reason = gone ? 'it was moved or deleted' : error instanceof Error ? error.message : error;
  const problem = `Nothing more is written to the folder ${folder.name}: ${reason}. Choose it again under Saved.`;
  useMirror.setState({ state: 'failed', folder: folder.name, problem });
  if (before !== 'failed') notify(problem, 'alert');
}
