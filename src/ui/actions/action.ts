/** Something a person can do. One list of these feeds menus, toolbar, palette, keys and help. */
export interface Action {
  readonly id: string;
  /** A verb with an object: "Run to here". */
  readonly title: string;
  readonly group: ActionGroup;
  /** Such as "Mod+Shift+Z"; Mod is Command on a Mac and Control elsewhere. The first is shown. */
  readonly keys?: readonly string[];
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

export const actionGroups = [
  'Run',
  'Edit',
  'Variants',
  'Add',
  'Arrange',
  'View',
  'File',
  'Help',
] as const;

export type ActionGroup = (typeof actionGroups)[number];

export function isEnabled(action: Action): boolean {
  return action.enabled?.() ?? true;
}

/** Runs the action if it may be run now. @returns whether it did. */
export function runAction(action: Action): boolean {
  if (!isEnabled(action)) return false;
  action.run();
  return true;
}
