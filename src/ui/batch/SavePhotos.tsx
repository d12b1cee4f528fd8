import { FileArchive, FolderDown } from 'lucide-react';
import { count } from '../../graph/document/names.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { canChooseFolders } from '../mirror/folder.ts';
import styles from './Batch.module.css';
import { tally, useBatch } from './batch-store.ts';
import { savePhotosAsZip, savePhotosToFolder, useFollowing } from './save-photos.ts';

export interface SavePhotosProps {
  readonly node: string;
}

/** Saves the pictures that are there, and says what is being saved. */
export function SavePhotos({ node }: SavePhotosProps) {
  const following = useFollowing((state) => state.following);
  if (following?.node !== node) {
    return (
      <div className={styles.save}>
        <SaveButton node={node} brief />
      </div>
    );
  }
  return (
    <p className={styles.following}>
      {following.written} saved in {following.folder}, more to come
    </p>
  );
}

/** Into a folder where the browser can, and as one file. */
export function SaveButtons({ node }: SavePhotosProps) {
  const done = useBatch((state) => tally(state).done);
  return (
    <>
      <SaveButton node={node} />
      {canChooseFolders() && (
        <IconButton
          small
          label={`${count(done, 'picture')} as zip`}
          icon={FileArchive}
          disabled={done === 0}
          onClick={() => void savePhotosAsZip(node)}
        />
      )}
    </>
  );
}

/** Into a folder; as one file where the browser writes to none. */
function SaveButton({ node, brief = false }: SavePhotosProps & { readonly brief?: boolean }) {
  const done = useBatch((state) => tally(state).done);
  const pictures = count(done, 'picture');
  const toFolder = canChooseFolders();
  const words = toFolder ? `Save ${pictures}…` : `${pictures} as zip`;
  return (
    <Button
      small
      className="nodrag"
      icon={toFolder ? FolderDown : FileArchive}
      disabled={done === 0}
      aria-label={words}
      onClick={() => void (toFolder ? savePhotosToFolder(node) : savePhotosAsZip(node))}
    >
      {brief && toFolder ? `Save ${done}…` : words}
    </Button>
  );
}
