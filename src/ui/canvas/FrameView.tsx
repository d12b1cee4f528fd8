import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo } from 'react';
import { RenameField } from '../controls/RenameField.tsx';
import { useDocument } from '../document/document-store.ts';
import { renameFrame, resizeItem } from '../document/edits.ts';
import { canvasGesture } from '../session/canvas-gesture.ts';
import { select, useSession } from '../session/session-store.ts';
import styles from './Frame.module.css';
import type { FlowNode } from './flow-nodes.ts';

/** A frame around nodes that belong together; they move with it. */
export const FrameView = memo(function FrameView({ id }: NodeProps<FlowNode>) {
  const title = useDocument(
    ({ document }) => document.frames.find((frame) => frame.id === id)?.title,
  );
  const selected = useSession(({ selection }) => selection.has(id));
  const renaming = useSession((state) => state.renaming === id);
  return (
    <section className={styles.frame} data-selected={selected}>
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={60}
        handleClassName={styles.handle ?? ''}
        lineClassName={styles.edge ?? ''}
        onResizeStart={canvasGesture.begin}
        onResizeEnd={(_, { x, y, width, height }) => {
          if (!canvasGesture.end()) resizeItem(id, { x, y }, { width, height });
        }}
      />
      <div className={`${styles.title} frame-handle`} onPointerDown={() => select([id])}>
        <RenameField
          key={renaming ? 'renaming' : 'shown'}
          start={renaming}
          onLeave={() => useSession.setState({ renaming: undefined })}
          label="Frame title"
          value={title ?? ''}
          empty="Frame"
          onChange={(text) => renameFrame(id, text)}
        />
      </div>
    </section>
  );
});
