import { nextVariantColour } from '../kit/variant-colours.ts';
import { showVariant, useDocument } from './document-store.ts';
import { perform, shownVariant } from './edits.ts';

/** Keeps the values that are shown as a new variant and goes on in it. */
export function makeVariant(): void {
  const { params = {} } = shownVariant() ?? {};
  const colour = nextVariantColour(useDocument.getState().document.variants);
  show(perform({ type: 'create-variant', colour, params }));
}

export function duplicateVariant(variant: string): void {
  const colour = nextVariantColour(useDocument.getState().document.variants);
  show(perform({ type: 'duplicate-variant', variant, colour }));
}

/** Goes on with the one beside it when it was shown. */
export function deleteVariant(variant: string): void {
  const { document, variant: shown } = useDocument.getState();
  const at = document.variants.findIndex(({ id }) => id === variant);
  const beside = document.variants[at + 1] ?? document.variants[at - 1];
  perform({ type: 'delete-variant', variant });
  if (shown === variant) showVariant(beside?.id);
}

/** "Write into the graph": its values become the graph's, which is shown from now on. */
export function applyVariant(variant: string): void {
  perform({ type: 'apply-variant', variant });
  showVariant(undefined);
}

/** Moves it by some places; beyond either end it stays there. */
export function moveVariant(variant: string, by: number): void {
  const { variants } = useDocument.getState().document;
  const at = variants.findIndex(({ id }) => id === variant);
  perform({ type: 'reorder-variant', variant, index: at + by });
}

/** Shows the next of the graph and its variants, or with -1 the one before. */
export function stepVariant(by: 1 | -1): void {
  const { document, variant } = useDocument.getState();
  const ids = [undefined, ...document.variants.map(({ id }) => id)];
  const at = ids.indexOf(variant) + by;
  if (at >= 0 && at < ids.length) showVariant(ids[at]);
}

function show([created]: readonly string[]): void {
  if (created !== undefined) showVariant(created);
}

/** The shown variant goes back to the graph's values, all of them as one step of history. */
export function resetVariant(): void {
  const variant = shownVariant();
  if (!variant) return;
  const commands = Object.entries(variant.params).flatMap(([node, values]) =>
    Object.keys(values).map(
      (param) => ({ type: 'reset-variant-param', variant: variant.id, node, param }) as const,
    ),
  );
  perform({ type: 'batch', label: `Reset values of variant ${variant.name}`, commands });
}
