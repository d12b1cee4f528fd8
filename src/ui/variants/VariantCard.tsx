import { type CSSProperties, type KeyboardEvent, useId } from 'react';
import type { Document, Variant } from '../../graph/document/document.ts';
import { withVariant } from '../../graph/document/variants.ts';
import { RenameField } from '../controls/RenameField.tsx';
import { changesInWords } from '../document/changes-in-words.ts';
import { showVariant, useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { deleteVariant, moveVariant } from '../document/variant-edits.ts';
import { StateMark } from '../glyphs/StateMark.tsx';
import { variantColour } from '../kit/variant-colours.ts';
import { Thumb } from '../results/Thumb.tsx';
import { useVariantStatus } from '../run/variant-status.ts';
import { openDialog, useSession } from '../session/session-store.ts';
import { type DragItem, useDragOrder } from './use-drag-order.ts';
import styles from './VariantCard.module.css';
import { VariantMenu } from './VariantMenu.tsx';
import stripStyles from './VariantStrip.module.css';

/** The graph first, then its variants in their order, which dragging changes. */
export function VariantCards() {
  const variants = useDocument(({ document }) => document.variants);
  const order = useDragOrder(variants.map(({ id }) => id));
  return (
    <ol className={stripStyles.cards} {...order.list}>
      <VariantCard variant={undefined} number={0} />
      {variants.map((variant, index) => (
        <VariantCard
          key={variant.id}
          variant={variant}
          number={index + 1}
          drag={order.item(variant.id)}
        />
      ))}
    </ol>
  );
}

interface VariantCardProps {
  /** Undefined: the graph's own values. */
  readonly variant: Variant | undefined;
  readonly number: number;
  readonly drag?: DragItem;
}

/** One variant: what it makes, what it is called, how it stands, what it changes. */
function VariantCard({ variant, number, drag }: VariantCardProps) {
  const id = variant?.id;
  const describedBy = useId();
  const shown = useDocument((state) => state.variant === id);
  const summary = useDocument(({ document }) => variant && changeSummary(document, variant));
  const { footer, source, fraction } = useVariantStatus(id);
  const name = variant?.name ?? 'Graph';
  const colour = (variant && variantColour(variant, number - 1)) ?? 'var(--c-select)';
  return (
    <li
      className={styles.card}
      style={{ '--own': colour } as CSSProperties}
      data-shown={shown}
      data-drop={drag?.drop}
      {...drag?.handlers}
    >
      <button
        type="button"
        className={styles.picture}
        data-status={footer.status}
        aria-pressed={shown}
        aria-describedby={describedBy}
        {...opening(id)}
        onKeyDown={(event) => onKey(event, variant)}
      >
        <span data-visually-hidden>Show {name} </span>
        {source ? (
          <Thumb source={source} label={`Picture of ${name}`} className={styles.thumb} />
        ) : (
          <span className={styles.well}>{footer.text}</span>
        )}
        {variant && (
          <span className={styles.number} style={{ background: colour }}>
            {number}
          </span>
        )}
        {fraction !== undefined && (
          <span className={styles.progress} style={{ scale: `${fraction} 1` }} />
        )}
      </button>
      <VariantMenu variant={variant} />
      <div className={styles.caption}>
        <span className={styles.name}>
          <Name variant={variant} />
        </span>
        <StateMark status={footer.status} />
      </div>
      <p id={describedBy} className={styles.summary} title={footer.text}>
        {footer.status === 'error' ? (
          footer.text
        ) : (
          <>
            <span data-visually-hidden>{`${footer.text}. `}</span>
            {summary ?? 'as it is in the graph'}
          </>
        )}
      </p>
    </li>
  );
}

function Name({ variant }: { readonly variant: Variant | undefined }) {
  const renaming = useSession((state) => variant && state.renaming === variant.id);
  if (!variant) return 'Graph';
  const { id, name } = variant;
  return (
    <RenameField
      key={`${name} ${renaming}`}
      label="Variant name"
      value={name}
      empty="Variant"
      start={renaming ?? false}
      onLeave={() => useSession.setState({ renaming: undefined })}
      onChange={(text) => perform({ type: 'rename-variant', variant: id, name: text })}
    />
  );
}

/** A click shows the variant, a double click its picture in full screen. */
const opening = (id: string | undefined) => ({
  onClick: () => showVariant(id),
  onDoubleClick: () => openDialog({ kind: 'picture' }),
});

/** Arrows go from card to card and, with Alt, move the card; F2 renames, Delete deletes. */
function onKey(event: KeyboardEvent<HTMLElement>, variant: Variant | undefined): void {
  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (by !== 0 && event.altKey && variant) moveVariant(variant.id, by);
  else if (by !== 0) focusBeside(event.currentTarget, by);
  else if (event.key === 'F2' && variant) useSession.setState({ renaming: variant.id });
  else if (event.key === 'Delete' && variant) {
    focusBeside(event.currentTarget, -1);
    deleteVariant(variant.id);
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function focusBeside(card: HTMLElement, by: number): void {
  const cards = [
    ...(card.closest('ol')?.querySelectorAll<HTMLElement>('button[aria-pressed]') ?? []),
  ];
  cards[cards.indexOf(card) + by]?.focus();
}

/** What the variant changes, in the order of the graph: "mixed3 · step size 0.02". */
export function changeSummary(document: Document, variant: Variant): string {
  const changes = changesInWords(document, withVariant(document, variant));
  return changes.length === 0 ? "The graph's values" : changes.join(' · ');
}
