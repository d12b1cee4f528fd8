import { Play, Plus, X } from 'lucide-react';
import { memo, useMemo, useRef } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { FileInput } from '../controls/FileInput.tsx';
import { showPhoto, useDocument } from '../document/document-store.ts';
import { dropPhotos } from '../files/drop.ts';
import { removePhoto } from '../files/photo-edits.ts';
import { shownTime, shownTimeLeft } from '../kit/durations.ts';
import { runSomePhotos } from '../run/runner.ts';
import styles from './Batch.module.css';
import {
  type BatchState,
  type PhotoState,
  photoState,
  photoTitle,
  useBatch,
} from './batch-store.ts';
import { PhotoMark, PhotoPicture, usePhotoState } from './PhotoPicture.tsx';
import { batchWords, stateWords } from './photo-words.ts';

/** The photos of a node in the inspector: what needs a look first. */
export function PhotoList({ node }: { readonly node: string }) {
  const state = useBatch();
  const input = useRef<HTMLInputElement>(null);
  const ordered = useMemo(() => byUrgency(state), [state]);
  const failed = ordered.filter((at) => isFailed(state, at));
  return (
    <section className={styles.list} aria-label="Photos">
      <header className={styles.listHead}>
        <span className={styles.counts}>{batchWords(state)}</span>
        {failed.length > 0 && (
          <Button small icon={Play} onClick={() => void runSomePhotos(failed)}>
            {failed.length === 1 ? 'Run the failed one' : `Run the ${failed.length} failed ones`}
          </Button>
        )}
        <Button small icon={Plus} onClick={() => input.current?.click()}>
          Add
        </Button>
        <FileInput
          ref={input}
          multiple
          accept="image/*"
          label="Further picture files"
          onFiles={(files) => void dropPhotos({ entries: [], files }, node)}
        />
      </header>
      <ul className={styles.rows}>
        {ordered.map((at) => {
          const file = state.files[at];
          return file && <PhotoRow key={referenceKey(file)} node={node} file={file} at={at} />;
        })}
      </ul>
    </section>
  );
}

const urgency: Readonly<Record<PhotoState['is'], number>> = {
  failed: 0,
  running: 1,
  waiting: 2,
  open: 2,
  done: 3,
};

/** Places of the photos: failed, running, waiting, done. */
function byUrgency(state: BatchState): readonly number[] {
  const ranks = state.files.map((file) => urgency[photoState(state, file).is]);
  return ranks.map((_, at) => at).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
}

function isFailed(state: BatchState, at: number): boolean {
  const file = state.files[at];
  return file !== undefined && photoState(state, file).is === 'failed';
}

interface PhotoRowProps {
  readonly node: string;
  readonly file: FileReference;
  readonly at: number;
}

const PhotoRow = memo(function PhotoRow({ node, file, at }: PhotoRowProps) {
  const state = usePhotoState(file);
  const chosen = useDocument(({ photo }) => photo === at);
  const title = photoTitle(file);
  const words = stateWords(state);
  return (
    <li className={styles.row} data-is={state.is} data-chosen={chosen}>
      <button
        type="button"
        className={styles.choose}
        aria-pressed={chosen}
        title={words}
        onClick={() => showPhoto(at)}
      >
        <span className={styles.rowPicture}>
          <PhotoPicture file={file} state={state} dream />
        </span>
        <span className={styles.rowTitle}>{title}</span>
        <PhotoMark state={state} />
        <span className={styles.rowWords}>{words}</span>
        <span className={styles.rowTime}>{timeOf(state)}</span>
      </button>
      <IconButton
        small
        className={styles.remove}
        label={`Take ${title} out`}
        icon={X}
        onClick={() => removePhoto(node, file)}
      />
    </li>
  );
});

function timeOf(state: PhotoState): string {
  if (state.is === 'done') return state.entry ? shownTime(state.entry.ms) : '';
  if (state.is === 'running' && state.at.msLeft !== undefined)
    return shownTimeLeft(state.at.msLeft);
  return '';
}
