import { FileText, Image } from 'lucide-react';
import type { Position } from '../../graph/document/document.ts';
import { Button } from '../controls/Button.tsx';
import { dropAsPicture } from '../files/drop.ts';
import { openGraphText } from '../files/open-graph.ts';
import styles from '../session/Modal.module.css';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';

export interface DroppedPictureProps {
  readonly file: File;
  /** The JSON text inside. */
  readonly graph: string;
  readonly at: Position;
}

/** A picture that carries a graph may be meant either way. */
export function DroppedPicture({ file, graph, at }: DroppedPictureProps) {
  return (
    <Modal
      title="This picture contains a graph"
      description={`${file.name} was made with Dreamgraph. Open the graph that made it, or use it as a picture?`}
    >
      <div className={styles.choices}>
        <Button
          icon={FileText}
          onClick={() => {
            closeDialog();
            void openGraphText(graph, file.name);
          }}
        >
          Open the graph
        </Button>
        <Button
          icon={Image}
          onClick={() => {
            closeDialog();
            void dropAsPicture(file, at);
          }}
        >
          Use as a picture
        </Button>
      </div>
    </Modal>
  );
}
