import { Copy, Download, Star } from 'lucide-react';
import { useEffect } from 'react';
import { own } from '../../common/own.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { nodeById } from '../document/edits.ts';
import { copyPicture, exportPicture, exportPng } from '../files/export-picture.ts';
import { openHistory, setStarred, useHistory } from '../history/history-store.ts';
import { useRun } from '../run/run-store.ts';
import styles from './Stage.module.css';
import { titleOf } from './use-subject.ts';

export interface PictureButtonsProps {
  readonly node: string;
  /** The picture was made with other values than those that are shown. */
  readonly stale: boolean;
}

/** What can be done with a finished picture: star it, copy it, download it. */
export function PictureButtons({ node, stale }: PictureButtonsProps) {
  const download = async () => {
    if (nodeById(node)?.type === 'save-image') await exportPicture(node);
    else await exportPng(node, titleOf(node));
  };
  return (
    <>
      <StarButton node={node} />
      <IconButton
        small
        label="Copy the picture"
        icon={Copy}
        onClick={() => void copyPicture(node)}
      />
      <Button
        small
        icon={Download}
        className={styles.download}
        title={stale ? 'Download older values' : 'Download the picture'}
        aria-label={stale ? 'Download older values' : undefined}
        onClick={() => void download()}
      >
        <span>
          {stale ? 'Download older' : 'Download'}
          {stale && <span className={styles.roomy}> values</span>}
        </span>
      </Button>
    </>
  );
}

/** Of the entry that the history has of the picture; without one there is nothing to star. */
function StarButton({ node }: { readonly node: string }) {
  const key = useRun(({ nodes }) => own(nodes, node)?.key);
  const entry = useHistory(({ entries }) => entries?.find((each) => each.key === key));
  useEffect(() => void openHistory(), []);
  if (!entry) return null;
  const { id, starred } = entry;
  return (
    <IconButton
      small
      className={styles.star}
      label={starred ? 'Remove the star' : 'Star in the history'}
      icon={Star}
      aria-pressed={starred}
      onClick={() => void setStarred([id], !starred)}
    />
  );
}
