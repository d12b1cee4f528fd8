import type { Document } from '../document/document.ts';
import { variantCell } from '../document/sweep.ts';
import type { Draft } from './edit.ts';

/** A variant whose swept value is another than those of its sweep becomes one of its own. */
export function leaveSweep(document: Document, variant: Draft['variants'][number]): void {
  if (variant.sweep !== undefined && !variantCell(document, variant)) delete variant.sweep;
}

/** With its last picture a sweep goes too. */
export function dropEmptySweeps(draft: Draft): void {
  if (!draft.sweeps) return;
  const used = new Set(draft.variants.map(({ sweep }) => sweep));
  keepSweeps(draft, (id) => used.has(id));
}

/** Sweeps over a node that is gone have nothing to run over; their variants go with them. */
export function dropSweepsOver(draft: Draft, nodes: ReadonlySet<string>): void {
  const gone = (draft.sweeps ?? []).filter(({ axes }) => axes.some(({ node }) => nodes.has(node)));
  if (gone.length === 0) return;
  const ids = new Set(gone.map(({ id }) => id));
  draft.variants = draft.variants.filter(({ sweep }) => sweep === undefined || !ids.has(sweep));
  keepSweeps(draft, (id) => !ids.has(id));
}

/** Takes out the others; a document without sweeps has no list of them. */
export function keepSweeps(draft: Draft, stays: (id: string) => boolean): void {
  const kept = (draft.sweeps ?? []).filter(({ id }) => stays(id));
  if (kept.length === draft.sweeps?.length) return;
  if (kept.length > 0) draft.sweeps = kept;
  else delete draft.sweeps;
}
