import { useView } from '../session/session-store.ts';

/** Something a person can do. One list of these feeds menus, toolbar, palette, keys and help. */
export interface Action {
  readonly id: string;
  /** A verb with an object: "Run to here". */
  readonly title: string;
  readonly group: ActionGroup;
  /** Such as "Mod+Shift+Z"; Mod is Command on a Mac and Control elsewhere. The first is shown. */
  readonly keys?: readonly string[];
  readonly enabled?: () => boolean;
  /** Its keys work only while the focus is within what this selector finds. */
  readonly within?: string;
  /** Works in every view, though others of its group need the canvas. */
  readonly everywhere?: boolean;
  readonly run: () => void;
}

export const actionGroups = [
  'Run',
  'Edit',
  'Variants',
  'Timeline',
  'Add',
  'Arrange',
  'View',
  'File',
  'Help',
] as const;

export type ActionGroup = (typeof actionGroups)[number];

/** What these do is to be seen on the canvas alone. */
const onCanvas: ReadonlySet<ActionGroup> = new Set(['Edit', 'Add', 'Arrange', 'View']);

export function isEnabled(action: Action): boolean {
  const here =
    useView.getState().view === 'edit' || action.everywhere || !onCanvas.has(action.group);
  return here && (action.enabled?.() ?? true);
}

/** Runs the action if it may be run now. @returns whether it did. */
export function runAction(action: Action): boolean {
  if (!isEnabled(action)) return false;
  action.run();
  return true;
}

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
