import { RotateCcw } from 'lucide-react';
import { Button } from '../controls/Button.tsx';
import { type ShownDifference, useShownDifferences } from '../document/variant-differences.ts';
import { resetVariant } from '../document/variant-edits.ts';
import { canvas } from '../session/canvas-handle.ts';
import { select } from '../session/session-store.ts';
import styles from './AlsoDiffers.module.css';

/** What else the shown variant changes, beside the values of the node that is looked at. */
export function AlsoDiffers({ node }: { readonly node?: string }) {
  const all = useShownDifferences();
  const others = all.filter((difference) => difference.node !== node);
  if (all.length === 0) return null;
  return (
    <section className={styles.part} aria-label="What the variant changes">
      <div className={styles.lines}>
        {others.length > 0 && (
          <p className={styles.title}>{node === undefined ? 'Differs:' : 'Also differs:'}</p>
        )}
        <ul>
          {others.map((difference) => (
            <Line key={`${difference.node} ${difference.param}`} difference={difference} />
          ))}
        </ul>
      </div>
      <Button small look="quiet" icon={RotateCcw} onClick={resetVariant}>
        Reset {all.length === 1 ? 'it' : `all ${all.length}`}
      </Button>
    </section>
  );
}

function Line({ difference }: { readonly difference: ShownDifference }) {
  const { node, title, name, was, now } = difference;
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={styles.go}
        onClick={() => {
          select([node]);
          canvas().tryFocus(node);
        }}
      >
        {title}, {name}
      </button>{' '}
      <del className={styles.was}>{was}</del> <ins className={styles.now}>{now}</ins>
    </li>
  );
}
