import { styleCommands, wantsStyleSettings } from '../../nodes/style-settings.ts';
import { Button } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { noteAnswer, useRemembered } from '../session/remembered.ts';
import styles from './Node.module.css';

/** Offers, once for each node, the values that suit a style to an ascent made for dreams. */
export function StyleHint({ id }: { readonly id: string }) {
  const document = useDocument((state) => state.id);
  const hint = `style ${document} ${id}`;
  const asked = useRemembered(({ hints }) => hints.includes(hint));
  const wanted = useDocument(({ shown }) => !asked && wantsStyleSettings(shown, id));
  if (!wanted) return null;
  return (
    <div role="status" className={styles.messages}>
      <p className={styles.warning}>
        These values are made for dreams. A style hardly shows with them.
      </p>
      <div className={styles.answers}>
        <Button
          small
          className="nodrag"
          onClick={() => performTogether('Use settings for style', styleCommands(id))}
        >
          Use settings for style
        </Button>
        <Button small look="quiet" className="nodrag" onClick={() => noteAnswer(hint)}>
          Keep these
        </Button>
      </div>
    </div>
  );
}
