import { actionGroups, actions } from '../actions/action.ts';
import { shownKeys } from '../kit/keys.ts';
import { Modal } from '../session/Modal.tsx';
import styles from './ShortcutSheet.module.css';

/** Every key, from the same list that the keys work by, and what the pointer does. */
export function ShortcutSheet() {
  return (
    <Modal wide title="Keyboard shortcuts">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keys must reach it. */}
      <section className={styles.sheet} aria-label="All shortcuts" tabIndex={0}>
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
      </section>
    </Modal>
  );
}

/** What the canvas and its fields do by themselves, for the sheet of shortcuts. */
const gestures: readonly { readonly does: string; readonly how: string }[] = [
  { does: 'Move the view', how: 'Middle drag, Space and drag, two fingers' },
  { does: 'Zoom', how: 'Wheel, pinch' },
  { does: 'See the photo instead of the dream', how: 'Hold Q' },
  { does: 'See a picture in full screen', how: 'Double-click it' },
  { does: 'Select several', how: 'Drag on the canvas, Shift and click' },
  { does: 'Follow wires', how: 'Arrow keys' },
  { does: 'Move a node', how: 'Shift and arrow keys' },
  { does: 'Go to the values of a node', how: 'Enter' },
  { does: 'Go to the next region', how: 'F6' },
  { does: 'Take back a drag; close; take the selection back', how: 'Esc' },
  { does: 'Move an objective of a sum', how: 'Drag its grip, Alt+↑, Alt+↓' },
  { does: 'In a mask: size of the brush, paint or erase', how: '[, ], X' },
  { does: 'Set a number', how: 'Drag, or click and type a number or a sum' },
  { does: 'Set it finely', how: 'Shift and drag' },
  { does: 'Reset a value', how: 'Double-click its name, or Del' },
  { does: 'Cut, copy, paste', how: 'As everywhere' },
  { does: 'Duplicate', how: 'Alt and drag' },
  { does: 'Put a node on a wire', how: 'Drop it there' },
  { does: 'Put a bend in a wire', how: 'Double-click it' },
  { does: 'Add a node that fits', how: 'Drop a wire on the canvas' },
];
