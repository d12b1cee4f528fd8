import { type NodeProps, NodeResizeControl } from '@xyflow/react';
import { memo, useState } from 'react';
import { useDocument } from '../document/document-store.ts';
import { resizeItem, setNoteText } from '../document/edits.ts';
import { canvasGesture } from '../session/canvas-gesture.ts';
import { useSession } from '../session/session-store.ts';
import type { FlowNode } from './flow-nodes.ts';
import styles from './Note.module.css';

/** Text on the canvas. A double click, or Enter, edits it. */
export const NoteView = memo(function NoteView({ id }: NodeProps<FlowNode>) {
  const text = useDocument(
    ({ document }) => document.notes.find((note) => note.id === id)?.text ?? '',
  );
  const selected = useSession(({ selection }) => selection.has(id));
  const [editing, setEditing] = useState(text === '');
  const [first = '', ...rest] = text.split('\n');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard edits from the inspector
    <div className={styles.note} data-selected={selected} onDoubleClick={() => setEditing(true)}>
      {editing ? (
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
          autoFocus
          className={`${styles.entry} nodrag nopan nowheel`}
          aria-label="Note"
          defaultValue={text}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
          onBlur={(event) => {
            setEditing(false);
            if (event.currentTarget.value !== text) setNoteText(id, event.currentTarget.value);
          }}
        />
      ) : (
        <>
          <p className={styles.first}>{first || 'Empty note'}</p>
          {rest.length > 0 && <p className={styles.rest}>{rest.join('\n')}</p>}
        </>
      )}
      {selected && (
        <NodeResizeControl
          className={styles.handle ?? ''}
          minWidth={100}
          minHeight={32}
          onResizeStart={canvasGesture.begin}
          onResizeEnd={(_, { x, y, width, height }) => {
            if (!canvasGesture.end()) resizeItem(id, { x, y }, { width, height });
          }}
        />
      )}
    </div>
  );
});
