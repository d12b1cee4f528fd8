import { Download } from 'lucide-react';
import type { DocumentNode } from '../../graph/document/document.ts';
import { Button } from '../controls/Button.tsx';
import { exportPicture } from '../files/export-picture.ts';
import { usePictureSize } from '../results/use-picture.ts';
import styles from './Picture.module.css';

/** Downloads the picture that has come in, as the node's values say. */
export function SaveButton({ node }: { readonly node: DocumentNode }) {
  const size = usePictureSize(node.id);
  return (
    <div className={styles.save}>
      <Button
        small
        icon={Download}
        className="nodrag"
        disabled={size === undefined}
        onClick={() => void exportPicture(node.id)}
      >
        Download the picture
      </Button>
    </div>
  );
}
