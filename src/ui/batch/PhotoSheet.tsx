import { memo, useMemo, useRef } from 'react';
import type { FileReference } from '../../graph/params/file.ts';
import { referenceKey } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { livePictures } from '../results/pictures.ts';
import { Thumb } from '../results/Thumb.tsx';
import { nameOf } from '../run/run-store.ts';
import styles from './Batch.module.css';
import { photoTitle, useBatch } from './batch-store.ts';
import { PhotoMark, PhotoOption, usePhotoState } from './PhotoPicture.tsx';
import { photoGridKeys, useInSight } from './photo-grid-keys.ts';
import { stateWords } from './photo-words.ts';

export interface PhotoSheetProps {
  /** To look at the chosen one alone. */
  readonly onOpen: () => void;
}

/** All photos on the Stage: what is done as its dream, what is at work as it grows, the rest dimmed. */
export function PhotoSheet({ onOpen }: PhotoSheetProps) {
  const files = useBatch((state) => state.files);
  const grid = useRef<HTMLDivElement>(null);
  const columns = columnsFor(files.length);
  useInSight(grid);
  return (
    <div
      ref={grid}
      className={styles.sheet}
      style={{ '--columns': columns } as React.CSSProperties}
      role="listbox"
      aria-label="Sheet of all photos"
      tabIndex={-1}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return photoGridKeys(event, columns, files.length);
        event.preventDefault();
        onOpen();
      }}
    >
      {files.map((file, at) => (
        <SheetCell key={referenceKey(file)} file={file} at={at} />
      ))}
    </div>
  );
}

/** So that few photos are large and many can still be told apart. */
function columnsFor(count: number): number {
  return Math.max(2, Math.min(5, Math.ceil(Math.sqrt(count * 0.8))));
}

const SheetCell = memo(function SheetCell({ file, at }: { file: FileReference; at: number }) {
  const state = usePhotoState(file);
  const title = photoTitle(file);
  const words = stateWords(state);
  return (
    <PhotoOption
      {...{ file, state, at }}
      className={styles.cell}
      label={`${title}: ${state.is === 'failed' ? 'Failed. ' : ''}${words}`}
      title={`${title}: ${words}`}
    >
      {state.is === 'running' && <LivePicture />}
      {state.is === 'failed' && (
        <span className={styles.failure}>
          <PhotoMark state={state} />
          <span>Failed</span>
        </span>
      )}
    </PhotoOption>
  );
});

/** The dream as it grows. */
function LivePicture() {
  const variant = useDocument((state) => nameOf(state.variant));
  const source = useMemo(() => livePictures.of(variant), [variant]);
  return <Thumb source={source} label="The dream so far" className={styles.live} />;
}
