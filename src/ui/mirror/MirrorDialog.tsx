import { FolderOpen, FolderSync, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { problemText } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import { shownDate } from '../kit/durations.ts';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog, notify } from '../session/session-store.ts';
import { canChooseFolders, chooseFolder, type Folder } from './folder.ts';
import { resumeMirror, startMirror, stopMirror } from './mirror.ts';
import { type Mirror, useMirror } from './mirror-store.ts';
import { type FoundFolder, lookInto, restore } from './restore.ts';

/** A folder on the person's own disk: everything is written there too, and comes back from there. */
export function MirrorDialog() {
  const [found, setFound] = useState<{ readonly folder: Folder; readonly what: FoundFolder }>();
  const look = async () => {
    const folder = await chooseFolder();
    if (folder) setFound({ folder, what: await lookInto(folder) });
  };
  if (found) return <Found {...found} />;
  return (
    <Modal
      title="Keep in a folder too"
      description="Every graph, its photos and every finished picture are also written to a folder of your own, as they are made. If this browser loses its storage, they come back from there."
    >
      {canChooseFolders() ? (
        <Folders onRestore={() => void look()} />
      ) : (
        <p className={styles.section}>
          This browser cannot write to folders. Chrome and Edge can; here, save to a file what must
          not be lost.
        </p>
      )}
    </Modal>
  );
}

function Folders({ onRestore }: { readonly onRestore: () => void }) {
  const mirror = useMirror();
  const choose = async () => {
    const folder = await chooseFolder();
    if (folder) await startMirror(folder);
  };
  return (
    <>
      <p className={styles.section} role="status">
        {inWords(mirror)}
      </p>
      <div className={styles.choices}>
        <Button icon={RotateCcw} onClick={onRestore}>
          Restore from a folder…
        </Button>
        {mirror.state !== 'off' && <Button onClick={() => void stopMirror()}>Stop</Button>}
        {mirror.state === 'waiting' ? (
          <Button icon={FolderSync} onClick={() => void resumeMirror(true)}>
            Go on in {mirror.folder}
          </Button>
        ) : (
          <Button icon={FolderOpen} onClick={() => void choose()}>
            {mirror.state === 'off' ? 'Choose a folder…' : 'Choose another…'}
          </Button>
        )}
      </div>
    </>
  );
}

function inWords({ state, folder, problem }: Mirror): string {
  switch (state) {
    case 'off':
      return 'Nothing is written to a folder.';
    case 'waiting':
      return `The browser wants to be asked again before anything is written to ${folder}.`;
    case 'writing':
      return `Writing to ${folder}…`;
    case 'on':
      return `Everything is in the folder ${folder} too. What you delete here stays there.`;
    case 'failed':
      return problem ?? '';
  }
}

interface FoundProps {
  readonly folder: Folder;
  readonly what: FoundFolder;
}

/** What a folder holds, before any of it is brought back. */
function Found({ folder, what }: FoundProps) {
  const [busy, setBusy] = useState(false);
  const { graphs, unreadable, pictures } = what;
  const missing = graphs.filter(({ here }) => !here).length;
  const bring = async () => {
    setBusy(true);
    const restored = await restore(folder, what);
    if (!restored.ok) notify(problemText(restored.problem), 'alert');
    else {
      const { value } = restored;
      notify(
        `${count(value.graphs, 'graph')} and ${count(value.pictures, 'picture')} came back from ${folder.name}.`,
      );
      if (useMirror.getState().state === 'off') await startMirror(folder);
    }
    closeDialog();
  };
  return (
    <Modal
      title={`In the folder ${folder.name}`}
      description={`${contents(graphs.length, missing, pictures)} What this browser has stays as it is.`}
    >
      <ul className={styles.list}>
        {graphs.map(({ id, name, changed, here }) => (
          <li key={id} className={styles.row}>
            <span className={styles.main}>
              <span className={styles.name}>{name}</span>
              <span className={styles.meta}>{here ? 'in this browser' : shownDate(changed)}</span>
            </span>
          </li>
        ))}
        {unreadable.map((text) => (
          <li key={text} className={styles.row}>
            <span className={styles.meta}>Cannot be read: {text}</span>
          </li>
        ))}
      </ul>
      <div className={styles.choices}>
        <Button onClick={closeDialog}>Cancel</Button>
        <Button
          icon={RotateCcw}
          disabled={busy || missing + pictures === 0}
          onClick={() => void bring()}
        >
          {busy ? 'Bringing back…' : 'Bring back'}
        </Button>
      </div>
    </Modal>
  );
}

/** "2 graphs, 1 of them not in this browser, and 3 pictures of the history." */
function contents(graphs: number, missing: number, pictures: number): string {
  const which = missing === 0 ? 'all in this browser' : `${missing} of them not in this browser`;
  const found = graphs === 0 ? 'No graph' : `${count(graphs, 'graph')}, ${which}`;
  return `${found}, and ${pictures === 0 ? 'no picture' : count(pictures, 'picture')} of the history.`;
}
