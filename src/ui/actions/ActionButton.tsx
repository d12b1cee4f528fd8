import type { LucideIcon } from 'lucide-react';
import { Button, IconButton } from '../controls/Button.tsx';
import { shownKeys } from '../kit/keys.ts';
import { actionById, runAction } from './action.ts';

export interface ActionButtonProps {
  readonly action: string;
  readonly icon: LucideIcon;
  /** Words beside the icon, perhaps others than the title; otherwise that is the tip. */
  readonly words?: boolean | string;
  readonly small?: boolean;
  /** Whether it may be pressed, from a store: actions have no events. */
  readonly disabled?: boolean;
  /** More than the title: "Undo: set octave scale". */
  readonly tip?: string | undefined;
}

/** An action of the list as a button. */
export function ActionButton({ action: id, icon, words, small, disabled, tip }: ActionButtonProps) {
  const action = actionById(id);
  const keys = shownKeys(action.keys?.[0]);
  const onClick = () => void runAction(action);
  if (words) {
    return (
      <Button
        icon={icon}
        small={small ?? false}
        look="quiet"
        disabled={disabled}
        title={keys}
        onClick={onClick}
      >
        {words === true ? action.title : words}
      </Button>
    );
  }
  const title = `${tip ?? action.title}${keys ? ` (${keys})` : ''}`;
  return (
    <IconButton
      label={action.title}
      title={title}
      icon={icon}
      small={small ?? false}
      disabled={disabled}
      onClick={onClick}
    />
  );
}
