import { useDocument } from '../document/document-store.ts';
import { useDragOrder } from './use-drag-order.ts';
import { VariantCard } from './VariantCard.tsx';
import styles from './VariantStrip.module.css';

/** The graph first, then its variants in their order, which dragging changes. */
export function VariantCards() {
  const variants = useDocument(({ document }) => document.variants);
  const order = useDragOrder(variants.map(({ id }) => id));
  return (
    <ol className={styles.cards} {...order.list}>
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
