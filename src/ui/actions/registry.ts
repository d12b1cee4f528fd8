import type { Action } from './action.ts';

const registered: Action[] = [];

/** Everything a person can do, in the order of registration. Complete before the first render. */
export const actions: readonly Action[] = registered;

/** Adds what a feature lets a person do; each feature calls it once, at the start of the app. */
export function registerActions(...added: readonly Action[]): void {
  registered.push(...added);
}

export function actionById(id: string): Action {
  const action = actions.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`There is no action "${id}".`);
  return action;
}
