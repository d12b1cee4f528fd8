import { Camera, Play, Square } from 'lucide-react';
import { useRef } from 'react';
import { actionById, runAction } from '../actions/action.ts';
import { Button } from '../controls/Button.tsx';
import { FileInput } from '../controls/FileInput.tsx';
import { useDocument } from '../document/document-store.ts';
import { photoOf } from '../document/photo-of.ts';
import { importPicture } from '../files/import-picture.ts';
import { replacePhoto } from '../files/photo-edits.ts';
import { type Outlook, useRun } from '../run/run-store.ts';
import { cancellable } from '../session/cancellable.ts';
import { useSubject } from '../stage/use-subject.ts';
import styles from './Phone.module.css';

/** Another photo, and Run: always in reach of the thumb. */
export function PhoneFoot() {
  const current = useRun((state) => state.current);
  const outlook = useRun((state) => {
    const next = state.whole ?? state.outlook;
    return next && shortly(next);
  });
  const outcome = useRun((state) => state.outcome);
  const empty = useDocument(({ document }) => document.nodes.length === 0);
  return (
    <footer className={styles.foot}>
      <span role="status" data-visually-hidden>
        {current ? '' : outcome}
      </span>
      <PhotoButton />
      {current ? (
        <Button
          className={styles.run}
          icon={Square}
          disabled={current.stopping}
          onClick={() => runAction(actionById('stop'))}
        >
          {current.stopping ? 'Stopping' : 'Stop'}
        </Button>
      ) : (
        <Button
          look={empty ? 'outline' : 'live'}
          className={styles.run}
          icon={Play}
          disabled={empty}
          onClick={() => runAction(actionById('run'))}
        >
          Run <span className={styles.outlook}>{outlook}</span>
        </Button>
      )}
    </footer>
  );
}

/** What a run would do, in the room beside its name. */
function shortly({ ms, node, text }: Outlook): string {
  return ms === undefined && node === undefined ? 'nothing changed' : text;
}

/** The photo that is dreamed on: from the camera or a file, as the device offers. */
function PhotoButton() {
  const input = useRef<HTMLInputElement>(null);
  const subject = useSubject();
  const document = useDocument((state) => state.document);
  const loader = subject && photoOf(document, subject.node);
  const node = loader ?? document.nodes.find(({ type }) => type === 'load-image')?.id;
  if (node === undefined) return null;
  const take = async (file: File | undefined) => {
    if (!file) return;
    const photo = await cancellable(`Opening ${file.name}`, (signal) =>
      importPicture(file, signal),
    );
    if (photo) replacePhoto(node, photo);
  };
  return (
    <>
      <Button icon={Camera} className={styles.photo} onClick={() => input.current?.click()}>
        Photo
      </Button>
      <FileInput
        ref={input}
        accept="image/*"
        label="Photo file"
        onFiles={([file]) => void take(file)}
      />
    </>
  );
}
