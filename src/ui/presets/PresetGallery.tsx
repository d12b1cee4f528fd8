import { FileText, FolderOpen } from 'lucide-react';
import type { Document } from '../../graph/document/document.ts';
import { isJsonObject } from '../../graph/document/json.ts';
import { count } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import { newDocument, showDocument } from '../files/documents.ts';
import { chooseGraphFile } from '../files/open-graph.ts';
import { presetPicture, presets } from '../files/presets.ts';
import { assetUrl } from '../kit/assets.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog } from '../session/session-store.ts';
import { GraphSketch } from './GraphSketch.tsx';
import styles from './PresetGallery.module.css';

/** Graphs to start from, each with a picture it made. */
export function PresetGallery() {
  const open = (show: () => void) => {
    closeDialog();
    show();
  };
  return (
    <Modal wide title="Start from a preset">
      <ul className={styles.gallery}>
        {presets.map(({ id, document }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.preset}
              onClick={() => open(() => void showDocument(document))}
            >
              <span className={styles.stage}>
                <img className={styles.picture} src={presetPicture(id)} alt="" loading="lazy" />
                <span className={styles.photos}>
                  {presetPhotos(document).map((photo) => (
                    <img key={photo} className={styles.photo} src={photo} alt="" loading="lazy" />
                  ))}
                </span>
              </span>
              <span className={styles.words}>
                <span className={styles.name}>{document.name}</span>
                <span className={styles.about}>{document.description}</span>
                <span className={styles.meta}>{count(document.nodes.length, 'node')}</span>
              </span>
              <GraphSketch document={document} className={styles.sketch} />
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Button icon={FileText} onClick={() => open(() => void newDocument())}>
          Empty canvas
        </Button>
        <Button icon={FolderOpen} onClick={() => open(() => void chooseGraphFile())}>
          Open a file
        </Button>
      </div>
    </Modal>
  );
}

/** The photographs it starts from. */
function presetPhotos({ nodes }: Document): readonly string[] {
  return nodes.flatMap(({ type, params: { file } }) =>
    type === 'load-image' && isJsonObject(file) && file.from === 'bundled'
      ? assetUrl(`samples/${file.name}.jpg`)
      : [],
  );
}
