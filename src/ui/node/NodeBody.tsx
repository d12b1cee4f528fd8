import { Clapperboard, Download } from 'lucide-react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { exportPicture } from '../files/export-picture.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { photosToRun } from '../run/photos.ts';
import { isStale, useRun } from '../run/run-store.ts';
import { loadLater } from '../session/load-later.tsx';
import { ActivationOverlay } from './ActivationOverlay.tsx';
import { ObjectiveCurve } from './ObjectiveCurve.tsx';
import styles from './Picture.module.css';

const SavePhotos = loadLater(async () => (await import('../batch/SavePhotos.tsx')).SavePhotos);

export interface NodeBodyProps {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
}

/** What a few types of node have beyond what their definition makes. */
export function NodeBody({ node }: NodeBodyProps) {
  switch (node.type) {
    case 'gradient-ascent':
      return <ObjectiveCurve node={node.id} />;
    case 'activation-view':
      return <ActivationOverlay node={node} />;
    case 'save-image':
      return <SavePictures node={node} />;
    case 'save-clip':
      return (
        <div className={styles.save}>
          <ActionButton small words="Export" action="export-film" icon={Clapperboard} />
        </div>
      );
    default:
      return null;
  }
}

function SavePictures({ node }: { readonly node: DocumentNode }) {
  const several = useDocument(({ document }) => photosToRun(document) !== undefined);
  return several ? <SavePhotos node={node.id} /> : <SaveButton node={node} />;
}

/** Downloads the picture that has come in, as the node's values say. */
function SaveButton({ node }: { readonly node: DocumentNode }) {
  const size = usePictureSize(node.id);
  const older = useRun((state) => isStale(state, node.id));
  return (
    <div className={styles.save}>
      <Button
        small
        icon={Download}
        className="nodrag"
        disabled={size === undefined}
        aria-label={older ? 'Download older picture' : 'Download the picture'}
        onClick={() => void exportPicture(node.id)}
      >
        {older ? 'Download older' : 'Download'}
      </Button>
    </div>
  );
}
