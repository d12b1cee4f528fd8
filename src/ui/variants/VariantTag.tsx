import type { CSSProperties } from 'react';
import { useShownVariant } from '../document/variant-differences.ts';
import { variantColour } from '../kit/variant-colours.ts';
import styles from './VariantTag.module.css';

/** Gives what is inside the colour of the variant that is shown. */
export function useVariantStyle(): CSSProperties | undefined {
  const shown = useShownVariant();
  const colour = shown && variantColour(shown.variant, shown.place);
  return colour === undefined ? undefined : ({ '--c-variant': colour } as CSSProperties);
}

/** "Variant 2" in the variant's colour, or what else is to be said of it; nothing for the graph. */
export function VariantTag({ text }: { readonly text?: string | undefined }) {
  const shown = useShownVariant();
  if (!shown) return null;
  return (
    <span
      className={styles.tag}
      title={`Editing Variant ${shown.number}, ${shown.variant.name}`}
      data-tag
    >
      {text ?? (
        <>
          <span className={styles.word}>Variant </span>
          {shown.number}
        </>
      )}
    </span>
  );
}
