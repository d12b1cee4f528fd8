import { Eye } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { Variant } from '../../graph/document/document.ts';
import { count } from '../../graph/document/names.ts';
import { Button } from '../controls/Button.tsx';
import { showVariant, useDocument } from '../document/document-store.ts';
import { useShownDifferences } from '../document/variant-differences.ts';
import { applyVariant } from '../document/variant-edits.ts';
import { variantColour } from '../kit/variant-colours.ts';
import styles from './VariantFrame.module.css';

/** Round the canvas while a variant is edited: a bar that says so, and an edge in its colour. */
export function VariantFrame({ children }: { readonly children: ReactNode }) {
  const shown = useDocument(({ variant }) => variant);
  const variants = useDocument(({ document }) => document.variants);
  const held = useHeld(shown);
  const place = variants.findIndex(({ id }) => id === (held.id ?? shown));
  const variant = variants[place];
  const colour = variant && markOf(variant, place);
  return (
    <div className={styles.frame} data-edge={variant !== undefined}>
      {variant && <VariantBar variant={variant} place={place} held={held} />}
      <div className={styles.inside} style={{ '--edge': colour } as CSSProperties}>
        {children}
      </div>
    </div>
  );
}

interface Held {
  /** The variant that comes back when the button is let go. */
  readonly id: string | undefined;
  readonly press: () => void;
  readonly release: () => void;
}

/** While it is held, the graph itself is shown. */
function useHeld(shown: string | undefined): Held {
  const [id, setId] = useState<string>();
  useEffect(() => {
    if (id === undefined) return;
    const release = () => setId(undefined);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('blur', release);
      showVariant(id);
    };
  }, [id]);
  const press = () => {
    if (shown === undefined) return;
    setId(shown);
    showVariant(undefined);
  };
  return { id, press, release: () => setId(undefined) };
}

interface VariantBarProps {
  readonly variant: Variant;
  readonly place: number;
  readonly held: Held;
}

function VariantBar({ variant, place, held }: VariantBarProps) {
  const differences = useShownDifferences().length;
  const number = `Variant ${place + 1}`;
  return (
    <section className={styles.bar} aria-label="The variant that is edited">
      <span className={styles.square} style={{ background: markOf(variant, place) }} />
      <p className={styles.what} role="status">
        Editing {variant.name === number ? number : `${number}, ${variant.name}`}
      </p>
      <p className={styles.count}>
        {held.id ? "These are the graph's values" : tally(differences)}
      </p>
      <span className={styles.space} />
      <HoldButton held={held} />
      <Button
        small
        look="quiet"
        disabled={differences === 0}
        onClick={() => applyVariant(variant.id)}
      >
        Write into the graph
      </Button>
      <Button small className={styles.back} onClick={() => showVariant(undefined)}>
        Back to the graph <kbd className={styles.key}>Esc</kbd>
      </Button>
    </section>
  );
}

function markOf(variant: Variant, place: number): string {
  return variantColour(variant, place) ?? 'var(--c-select)';
}

function tally(differences: number): string {
  if (differences === 0) return 'no value differs from the graph yet';
  return `${count(differences, 'value')} ${differences === 1 ? 'differs' : 'differ'} from the graph`;
}

/** Acts while it is pressed, by pointer or by Space or Enter. */
function HoldButton({ held }: { readonly held: Held }) {
  const isPress = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return (
    <Button
      small
      look="quiet"
      icon={Eye}
      aria-pressed={held.id !== undefined}
      title="Show the graph's values while you hold it"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.press();
      }}
      onPointerUp={held.release}
      onLostPointerCapture={held.release}
      onBlur={held.release}
      onKeyDown={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        event.stopPropagation();
        if (!event.repeat) held.press();
      }}
      onKeyUp={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        event.stopPropagation();
        held.release();
      }}
    >
      <span className={styles.words}>Show the graph's values</span>
    </Button>
  );
}
