import { own } from '../../common/own.ts';
import type { Document, Sweep, Variant } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { variantCell } from '../../graph/document/sweep.ts';
import { withVariant } from '../../graph/document/variants.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { photoOf } from '../document/photo-of.ts';
import { applyVariant } from '../document/variant-edits.ts';
import { variantColour } from '../kit/variant-colours.ts';
import {
  documentValues,
  factsInWords,
  type Pane,
  type PaneAction,
  type PaneGrid,
} from '../panes/pane.ts';
import { pictures } from '../results/pictures.ts';
import { usePictureSize } from '../results/use-picture.ts';
import { nameOf } from '../run/run-store.ts';
import { pictureTarget, useVariantPlans } from '../run/variant-plans.ts';
import { useVariantStatuses, type VariantStatus } from '../run/variant-status.ts';
import { notify } from '../session/session-store.ts';

/**
 * A picture for the graph's own values and one for each variant; without variants the dream, and the
 * photo that it began as.
 */
export function usePanes(): readonly Pane[] {
  const panes = useVariantPanes();
  const photo = usePhotoPane();
  const [dream, ...variants] = panes;
  if (!dream || variants.length > 0 || !photo) return panes;
  return [photo, { ...dream, title: 'Dream', number: 2 }];
}

/** The photo behind the picture that the graph is known by. */
function usePhotoPane(): Pane | undefined {
  const document = useDocument((state) => state.document);
  const target = useVariantPlans(({ plans }) => pictureTarget(plans.get(undefined)?.plan));
  const id = target === undefined ? undefined : photoOf(document, target);
  const size = usePictureSize(id ?? '');
  const node = id === undefined ? undefined : graphIndex(document).nodes.get(id);
  if (!node) return undefined;
  return {
    id: `photo ${node.id}`,
    number: 1,
    title: node.label || 'Photo',
    source: size === undefined ? undefined : pictures.of(node.id),
    footer: { status: size === undefined ? 'idle' : 'cached', text: size ?? 'No photo yet' },
    values: [],
    facts: size === undefined ? [] : [size],
  };
}

function useVariantPanes(): readonly Pane[] {
  const document = useDocument((state) => state.document);
  const variants = [undefined, ...document.variants];
  const statuses = useVariantStatuses(variants.map((variant) => variant?.id));
  return variants.flatMap((variant, index) => {
    const status = statuses[index];
    return status ? { ...paneOf(document, variant, index - 1, status), number: index } : [];
  });
}

function paneOf(
  document: Document,
  variant: Variant | undefined,
  place: number,
  status: VariantStatus,
): Omit<Pane, 'number'> {
  const { footer, source, saved } = status;
  const current = variant ? withVariant(document, variant) : document;
  return {
    id: nameOf(variant?.id),
    title: variant?.name ?? 'Graph',
    source,
    footer,
    values: documentValues(saved?.graph ?? current),
    facts: saved ? factsInWords({ ...saved.run, size: saved.picture }) : [],
    graph: saved?.graph,
    profile: saved?.profile,
    colour: variant && variantColour(variant, place),
    action: variant && applying(variant),
  };
}

function applying({ id, name }: Variant): PaneAction {
  return {
    label: 'Write into the graph',
    run: () => {
      applyVariant(id);
      notify(`The graph has the values of ${name} now. Undo takes them back.`);
    },
  };
}

/** The sweeps of a document as grids: the last parameter runs across, the one before it down. */
export function sweepGrids(
  document: Document,
  actionsFor: (sweep: Sweep) => readonly PaneAction[],
): readonly PaneGrid[] {
  return (document.sweeps ?? []).flatMap((sweep) => {
    const across = sweep.axes.at(-1);
    const down = sweep.axes.at(-2);
    if (!across) return [];
    const ids = new Map(
      document.variants
        .filter((variant) => variant.sweep === sweep.id)
        .map((variant) => [variantCell(document, variant)?.join(' '), variant.id]),
    );
    const cell = (...places: readonly number[]) => ids.get(places.join(' '));
    return {
      id: sweep.id,
      title: sweep.name,
      down: down && axisTitle(document, down),
      across: axisTitle(document, across),
      rows: down?.values.map(({ label }) => label) ?? [sweep.name],
      columns: across.values.map(({ label }) => label),
      cells: down
        ? down.values.map((_, row) => across.values.map((__, column) => cell(row, column)))
        : [across.values.map((_, column) => cell(column))],
      actions: actionsFor(sweep),
    };
  });
}

/** "Gradient Ascent: iterations" */
function axisTitle(document: Document, { node, param }: Sweep['axes'][number]): string {
  const at = graphIndex(document).nodes.get(node);
  if (!at) return param;
  const definition = definitionOf(at);
  return `${nodeTitle(at, definition)}: ${inSentence(partTitle(param, own(definition?.params, param)))}`;
}
