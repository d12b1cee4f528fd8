import type { Action } from './action.ts';
import { addActions } from './add-actions.ts';
import { arrangeActions } from './arrange-actions.ts';
import { editActions } from './edit-actions.ts';
import { fileActions } from './file-actions.ts';
import { runActions } from './run-actions.ts';
import { variantActions } from './variant-actions.ts';
import { viewActions } from './view-actions.ts';

/** Everything a person can do, in one list. */
export const actions: readonly Action[] = [
  ...runActions,
  ...editActions,
  ...variantActions,
  ...addActions,
  ...arrangeActions,
  ...viewActions,
  ...fileActions,
];

export function actionById(id: string): Action {
  const action = actions.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`There is no action "${id}".`);
  return action;
}
