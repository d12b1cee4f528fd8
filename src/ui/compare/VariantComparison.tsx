import { CompareView } from './CompareView.tsx';
import { useVariantPanes } from './use-variant-panes.ts';

/** The graph and its variants beside each other. */
export function VariantComparison() {
  const panes = useVariantPanes();
  return (
    <CompareView
      panes={panes}
      title="Variants"
      empty="Make a variant to compare it with the graph."
    />
  );
}
