import type { Document, Variant } from '../../graph/document.ts';
import { withVariant } from '../../graph/variants.ts';
import { useDocument } from '../document/document-store.ts';
import { applyVariant } from '../document/variant-edits.ts';
import { colourToken } from '../kit/variant-colours.ts';
import { documentValues } from '../panes/document-values.ts';
import type { Pane, PaneAction } from '../panes/pane.ts';
import { factsInWords } from '../panes/pane-facts.ts';
import { nameOf } from '../run/run-store.ts';
import { useVariantStatuses, type VariantStatus } from '../run/variant-status.ts';
import { notify } from '../session/session-store.ts';

/** A picture for the graph's own values and one for each variant. */
export function useVariantPanes(): readonly Pane[] {
  const document = useDocument((state) => state.document);
  const variants = [undefined, ...document.variants];
  const statuses = useVariantStatuses(variants.map((variant) => variant?.id));
  return variants.flatMap((variant, index) => {
    const status = statuses[index];
    return status ? { ...paneOf(document, variant, status), number: index } : [];
  });
}

function paneOf(
  document: Document,
  variant: Variant | undefined,
  status: VariantStatus,
): Omit<Pane, 'number'> {
  const { footer, source, kept } = status;
  const current = variant ? withVariant(document, variant) : document;
  return {
    id: nameOf(variant?.id),
    title: variant?.name ?? 'Graph',
    source,
    footer,
    values: documentValues(kept?.made ?? current),
    facts: kept ? factsInWords({ ...kept.run, size: kept.picture }) : [],
    made: kept?.made,
    colour: colourToken(variant?.colour),
    action: variant && applying(variant),
  };
}

function applying({ id, name }: Variant): PaneAction {
  return {
    label: 'Use this one',
    run: () => {
      applyVariant(id);
      notify(`The graph has the values of ${name} now. Undo takes them back.`);
    },
  };
}
