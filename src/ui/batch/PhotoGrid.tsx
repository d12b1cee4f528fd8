import { memo, useRef } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { StateMark } from '../glyphs/StateMark.tsx';
import { shownTimeLeft } from '../kit/durations.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Batch.module.css';
import { photoTitle, useBatch } from './batch-store.ts';
import { PhotoMark, PhotoOption, usePhotoState } from './PhotoPicture.tsx';
import { photoGridKeys, useInSight } from './photo-grid-keys.ts';
import { batchStatus, batchWords, stateWords } from './photo-words.ts';

/** In a row of the node. */
const columns = 5;

/** The photos of a Load Image node: small, with how each stands; a click shows one in the editor. */
export function PhotoGrid() {
  const files = useBatch((state) => state.files);
  const grid = useRef<HTMLDivElement>(null);
  useInSight(grid);
  return (
    <div className={styles.inNode}>
      <div
        ref={grid}
        className={`${styles.grid} nodrag nowheel`}
        role="listbox"
        aria-label="Photos"
        tabIndex={-1}
        onKeyDown={(event) => photoGridKeys(event, columns, files.length)}
      >
        {files.map((file, at) => (
          <SmallPhoto key={referenceKey(file)} file={file} at={at} />
        ))}
      </div>
      <BatchLine />
      <BatchFooter />
    </div>
  );
}

const SmallPhoto = memo(function SmallPhoto({ file, at }: { file: FileReference; at: number }) {
  const state = usePhotoState(file);
  const title = `${photoTitle(file)}: ${stateWords(state)}`;
  return (
    <PhotoOption {...{ file, state, at, title }} label={title} className={styles.small}>
      {state.is !== 'open' && state.is !== 'waiting' && <PhotoMark state={state} />}
    </PhotoOption>
  );
});

/** In place of the node's own: which photo is at work, or how many are done. */
function BatchFooter() {
  const words = useBatch(batchWords);
  const status = useBatch(batchStatus);
  const msLeft = useRun(({ current }) => (current?.photos ? current.msLeft : undefined));
  return (
    <footer className={styles.footer} data-running={status === 'running'}>
      <span className={styles.footerState}>
        <StateMark status={status} />
        <span className={styles.footerWords} title={words}>
          {words}
        </span>
      </span>
      {msLeft !== undefined && <span className={styles.time}>{shownTimeLeft(msLeft)}</span>}
    </footer>
  );
}

/** How far the run of the photos is. */
function BatchLine() {
  const fraction = useRun(({ current }) => (current?.photos ? current.fraction : undefined));
  return (
    <div className={styles.line} data-running={fraction !== undefined} aria-hidden="true">
      <span style={{ scale: `${fraction ?? 0} 1` }} />
    </div>
  );
}
