import { Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { count } from '../../graph/document/names.ts';
import { jsonLimits } from '../../graph/file/strict-json.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { bytesInside, type OwnPictures, ownPictures } from '../files/pictures-inside.ts';
import { graphText, saveWithPictures } from '../files/save-graph.ts';
import { shownBytes } from '../kit/durations.ts';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';

/** What would be in the file, and how large it gets, before it is written. */
export function SaveWithPictures() {
  const document = useDocument((state) => state.document);
  const [pictures, setPictures] = useState<OwnPictures>();
  useEffect(() => {
    void ownPictures(document).then(setPictures);
  }, [document]);
  const bytes = pictures ? bytesInside(pictures) + graphText(document).length : 0;
  const tooLarge = bytes > jsonLimits.characters;
  return (
    <Modal
      title="Save with its pictures inside"
      description="One file that opens anywhere, here and on the command line, to the same picture. Networks of your own are not inside."
    >
      {pictures && pictures.found.size > 0 && (
        <ul className={styles.list}>
          {[...pictures.found].map(([key, { name, blob }]) => (
            <li key={key} className={styles.row}>
              <span className={styles.main}>
                <span className={styles.name}>{name}</span>
                <span className={styles.meta}>{shownBytes(blob.size)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {pictures && (
        <p className={styles.section} role="status">
          {inWords(pictures, bytes)}
          {tooLarge &&
            ` A graph may have at most ${shownBytes(jsonLimits.characters)}: use smaller pictures.`}
        </p>
      )}
      <div className={styles.choices}>
        <Button
          icon={Save}
          disabled={!pictures || tooLarge}
          onClick={() => {
            closeDialog();
            if (pictures) void saveWithPictures(pictures);
          }}
        >
          Save {pictures && shownBytes(bytes)}
        </Button>
      </div>
    </Modal>
  );
}

function inWords({ found, missing }: OwnPictures, bytes: number): string {
  const size = `The file will have ${shownBytes(bytes)}.`;
  const without = missing.length > 0 ? ` Not in this browser: ${missing.join(', ')}.` : '';
  if (found.size === 0) return `The graph uses no picture of your own. ${size}${without}`;
  return `${count(found.size, 'picture')} inside, every byte as you opened it. ${size}${without}`;
}
