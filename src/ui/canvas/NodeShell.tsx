import type { NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { NodeView } from '../node/NodeView.tsx';
import type { FlowNode } from '../session/flow-nodes.ts';

/** Hands React Flow's node on by its id alone. */
export const NodeShell = memo(
  function NodeShell({ id }: NodeProps<FlowNode>) {
    return <NodeView id={id} />;
  },
  (before, after) => before.id === after.id,
);
