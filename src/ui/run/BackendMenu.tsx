import { ChevronDown, Cpu } from 'lucide-react';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuChoice } from '../menu/Menu.tsx';
import { type BackendChoice, backendTitle, useBackend } from './backend.ts';

/** Which backend computes, and the way to another. */
export function BackendMenu() {
  const { active, choice, offered, choose } = useBackend();
  const trigger = (
    <Button
      look="quiet"
      icon={Cpu}
      aria-label={`Backend: ${backendTitle(active)}`}
      title="What computes the pictures"
    >
      {backendTitle(active)}
      <ChevronDown size={12} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      <MenuChoice
        label="Backend"
        value={choice}
        options={offered}
        onChange={(value) => choose(value as BackendChoice)}
      />
    </Menu>
  );
}
