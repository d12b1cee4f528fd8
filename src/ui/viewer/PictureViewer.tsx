import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { nodeTitle } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import { definitionOf, useNode } from '../document/node-hooks.ts';
import { exportPng } from '../files/export-picture.ts';
import { pictures } from '../results/pictures.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { Modal } from '../session/Modal.tsx';
import styles from './PictureViewer.module.css';
import { ZoomablePicture } from './ZoomablePicture.tsx';

/** A node's picture as large as the window; live during a run. */
export function PictureViewer({ node: id }: { readonly node: string }) {
  const node = useNode(id);
  const title = node ? nodeTitle(node, definitionOf(node)) : 'Picture';
  const size = usePictureSize(id);
  const source = useMemo(() => pictures.of(id), [id]);
  return (
    <Modal wide title={title} className={styles.viewer}>
      <ZoomablePicture source={source} label={`Picture of ${title}`} size={size}>
        <Button icon={Download} onClick={() => void exportPng(id, title)}>
          Download as PNG
        </Button>
      </ZoomablePicture>
    </Modal>
  );
}
