import type { CommandOf } from '../../graph/commands/command.ts';
import { showVariant, useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { showGrid } from '../panes/compare-store.ts';
import { runVariants } from '../run/runner.ts';
import { closeDialog, showView } from '../session/session-store.ts';

/** Makes the variants of a sweep and shows their grid; with `run` they fill in. */
export function makeSweep(command: CommandOf<'create-sweep'>, run: boolean): void {
  const [sweep, ...variants] = perform(command);
  if (sweep === undefined) return;
  closeDialog();
  showGrid(sweep);
  showView('compare');
  if (run) void runVariants(variants, 'Sweep');
}

export function runSweep(sweep: string): void {
  const { variants } = useDocument.getState().document;
  const own = variants.filter((variant) => variant.sweep === sweep);
  void runVariants(
    own.map(({ id }) => id),
    'Sweep',
  );
}

export function deleteSweep(sweep: string): void {
  const { document, variant } = useDocument.getState();
  if (document.variants.some(({ id, sweep: of }) => id === variant && of === sweep)) {
    showVariant(undefined);
  }
  perform({ type: 'delete-sweep', sweep });
}
