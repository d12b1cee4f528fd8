import { registerActions } from '../actions/registry.ts';
import { editActions } from '../canvas/edit-actions.ts';
import { addActions, arrangeActions } from '../canvas/item-actions.ts';
import { fileActions } from '../file-dialogs/file-actions.ts';
import { runActions } from '../run/run-actions.ts';
import { variantActions } from '../variants/variant-actions.ts';
import { viewActions } from './view-actions.ts';

/** Tells the registry what each feature offers; the order is that of menus, palette and help. */
export function registerFeatures(): void {
  registerActions(
    ...runActions,
    ...editActions,
    ...variantActions,
    ...addActions,
    ...arrangeActions,
    ...viewActions,
    ...fileActions,
  );
}
