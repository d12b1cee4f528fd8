import { Maximize2 } from 'lucide-react';
import { own } from '../../common/own.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { nodeTitle } from '../../graph/document/names.ts';
import { IconButton } from '../controls/Button.tsx';
import type { NodeStatus } from '../glyphs/StateMark.tsx';
import { usePictureSize } from '../results/use-picture.ts';
import { missingPhotoWords, useMissingPhotos } from '../run/source-pictures.ts';
import { openDialog } from '../session/session-store.ts';
import { NodePixels } from './NodePixels.tsx';
import { OctaveBar } from './OctaveBar.tsx';
import styles from './Picture.module.css';
import { SheetButtons } from './SheetButtons.tsx';

export interface NodePictureProps {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
  readonly status: NodeStatus;
}

/** The node's picture, whole; hatched at its edge while it does not belong to the current values. */
export function NodePicture({ node, definition, status }: NodePictureProps) {
  const size = usePictureSize(node.id);
  const title = nodeTitle(node, definition);
  const missing = useMissingPhotos((files) => own(files, node.id));
  if (!size) {
    return (
      <div className={styles.inset}>
        <div className={styles.well}>
          {missing === undefined ? 'Run to see a picture' : missingPhotoWords(missing)}
        </div>
      </div>
    );
  }
  const enlarge = () => openDialog({ kind: 'picture', node: node.id });
  const stale = status === 'stale' || status === 'will-run' || status === 'error';
  return (
    <div className={styles.inset}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same. */}
      <div className={styles.picture} data-stale={stale} onDoubleClick={enlarge}>
        <NodePixels node={node.id} label={`Picture of ${title}, ${size}`}>
          {node.type === 'activation-view' && <SheetButtons node={node} />}
        </NodePixels>
        <IconButton
          small
          className={`${styles.expand ?? ''} nodrag`}
          label={`Enlarge ${title}`}
          icon={Maximize2}
          tabIndex={-1}
          onClick={enlarge}
        />
        {status === 'running' && <OctaveBar node={node.id} />}
      </div>
    </div>
  );
}
