import { actionGroups } from '../actions/action.ts';
import { actions } from '../actions/registry.ts';
import { shownKeys } from '../kit/keys.ts';
import { Modal } from '../session/Modal.tsx';
import { gestures } from './gestures.ts';
import styles from './ShortcutSheet.module.css';

/** Every key, from the same list that the keys work by, and what the pointer does. */
export function ShortcutSheet() {
  return (
    <Modal wide title="Keyboard shortcuts">
      <div className={styles.sheet}>
        {actionGroups.map((group) => {
          const own = actions.filter((action) => action.group === group && action.keys);
          if (own.length === 0) return null;
          return (
            <section key={group} className={styles.group}>
              <h3 className={styles.heading}>{group}</h3>
              <dl>
                {own.map(({ id, title, keys = [] }) => (
                  <div key={id} className={styles.line}>
                    <dt>{title}</dt>
                    <dd>
                      {keys.map((key) => (
                        <kbd key={key} className={styles.key}>
                          {shownKeys(key)}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        <section className={styles.group}>
          <h3 className={styles.heading}>On the canvas</h3>
          <dl>
            {gestures.map(({ does, how }) => (
              <div key={does} className={styles.line}>
                <dt>{does}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
