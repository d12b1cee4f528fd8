import { actionById, runAction } from '../actions/action.ts';
import { useDocument } from '../document/document-store.ts';
import { showDocument } from '../files/documents.ts';
import { presetPicture, presets } from '../files/presets.ts';
import styles from './Phone.module.css';

/** The graphs to begin with, to swipe through. */
export function PresetStrip() {
  const name = useDocument(({ document }) => document.name);
  return (
    <section aria-labelledby="presets">
      <div className={styles.head}>
        <h2 id="presets" className={styles.heading}>
          Presets
        </h2>
        <button
          type="button"
          className={styles.all}
          onClick={() => runAction(actionById('presets'))}
        >
          All {presets.length}
        </button>
      </div>
      <ul className={styles.presets}>
        {presets.map(({ id, document }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.preset}
              aria-pressed={document.name === name}
              onClick={() => void showDocument(document)}
            >
              <img src={presetPicture(id)} alt="" loading="lazy" />
              <span>{document.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
