import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { ActivationOverlay } from './ActivationOverlay.tsx';
import { ObjectiveCurve } from './ObjectiveCurve.tsx';
import { SaveButton } from './SaveButton.tsx';

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
    default:
      return null;
  }
}
