import type { ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FileReference } from '../../graph/params/file.ts';
import { showPhoto, useDocument } from '../document/document-store.ts';
import { type NodeStatus, StateMark } from '../glyphs/StateMark.tsx';
import { BlobPicture } from '../network-pictures/BlobPicture.tsx';
import styles from './Batch.module.css';
import { type PhotoState, photoState, useBatch } from './batch-store.ts';
import { useDreamThumb, usePhotoThumb } from './photo-thumbs.ts';

const stateMarks: Readonly<Record<PhotoState['is'], NodeStatus>> = {
  failed: 'error',
  running: 'running',
  waiting: 'will-run',
  done: 'cached',
  open: 'idle',
};

export function usePhotoState(file: FileReference): PhotoState {
  // Most events are about another photo.
  return useBatch(useShallow((state) => photoState(state, file)));
}

export interface PhotoPictureProps {
  readonly file: FileReference;
  readonly state: PhotoState;
  /** The dream where it is there, and else the photo. */
  readonly dream?: boolean;
}

/** A photo, or what became of it, cropped to its place. Says nothing: what stands around it does. */
export function PhotoPicture({ file, state, dream = false }: PhotoPictureProps) {
  const photo = usePhotoThumb(file);
  const made = useDreamThumb(dream && state.is === 'done' ? state.entry?.id : undefined);
  const blob = made ?? photo;
  return blob ? (
    <BlobPicture blob={blob} className={styles.picture} />
  ) : (
    <span className={styles.picture} />
  );
}

export function PhotoMark({ state }: { readonly state: PhotoState }) {
  return (
    <span className={styles.mark} data-is={state.is}>
      <StateMark status={stateMarks[state.is]} />
    </span>
  );
}

export interface PhotoOptionProps {
  readonly file: FileReference;
  readonly state: PhotoState;
  /** Its place among the photos. */
  readonly at: number;
  readonly label: string;
  readonly title: string;
  readonly className: string | undefined;
  /** Over the picture. */
  readonly children?: ReactNode;
}

/** A photo among others, to be chosen: the one that the editor shows. */
export function PhotoOption(props: PhotoOptionProps) {
  const { file, state, at, label, title, className, children } = props;
  const chosen = useDocument(({ photo }) => photo === at);
  return (
    <button
      type="button"
      className={className}
      role="option"
      aria-selected={chosen}
      aria-label={label}
      title={title}
      tabIndex={chosen ? 0 : -1}
      data-is={state.is}
      onClick={() => showPhoto(at)}
    >
      <PhotoPicture file={file} state={state} dream />
      {children}
    </button>
  );
}
