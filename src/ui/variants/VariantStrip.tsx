import { ChevronDown, ChevronUp, Clapperboard, Grid3x3, Play, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { useDocument } from '../document/document-store.ts';
import { useLayout } from '../session/layout-store.ts';
import { loadLater } from '../session/load-later.tsx';
import { PanelEdge } from '../session/PanelEdge.tsx';
import { usePanelSize } from '../session/panel-sizes.ts';
import styles from './VariantStrip.module.css';

/** Most graphs have none when the page opens. */
const VariantCards = loadLater(async () => (await import('./VariantCard.tsx')).VariantCards);

export interface VariantStripProps {
  /** In place of its own. */
  readonly heading?: ReactNode;
}

/** The graph and its variants, as pictures; one of them is shown on the canvas. */
export function VariantStrip({ heading }: VariantStripProps) {
  const variants = useDocument(({ document }) => document.variants);
  const { size: height } = usePanelSize('strip');
  const open = useLayout((state) => state.open.strip);
  const editing = useDocument((state) => state.variant !== undefined);
  const empty = variants.length === 0;
  const cards = open && !empty;
  return (
    <section
      className={styles.strip}
      style={cards ? { height } : undefined}
      aria-label="Variants"
      data-strip
    >
      {cards && <PanelEdge panel="strip" label="Height of the variants" side="top" />}
      <div className={styles.head}>
        {heading ?? <h2 className={styles.title}>Variants</h2>}
        {empty ? (
          <p className={styles.empty}>
            Keep these values as a variant, then change it. The graph keeps its own.
          </p>
        ) : (
          !heading && <span className={styles.count}>{variants.length}</span>
        )}
        <span className={styles.space} />
        <ActionButton
          action="make-variant"
          icon={Plus}
          words={editing ? 'From these values' : true}
          small
        />
        <ActionButton action="sweep" icon={Grid3x3} words small />
        {!heading && <ActionButton action="make-film" icon={Clapperboard} words small />}
        {!empty && (
          <>
            <ActionButton action="run-all" icon={Play} words small />
            <ActionButton action="strip" icon={open ? ChevronDown : ChevronUp} small />
          </>
        )}
      </div>
      {cards && <VariantCards />}
    </section>
  );
}
