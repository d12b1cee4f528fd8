import { Clapperboard, Download } from 'lucide-react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { Button } from '../controls/Button.tsx';
import { exportPicture } from '../files/export-picture.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { isStale, useRun } from '../run/run-store.ts';
import { ActivationOverlay } from './ActivationOverlay.tsx';
import { ObjectiveCurve } from './ObjectiveCurve.tsx';
import styles from './Picture.module.css';

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
      return <SaveButton node={node} />;
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
