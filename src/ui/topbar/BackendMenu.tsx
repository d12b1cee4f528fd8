import { ChevronDown, Cpu } from 'lucide-react';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine, MenuSwitch } from '../controls/Menu.tsx';
import type { BackendChoice } from '../run/backends.ts';
import { useBackend } from '../run/use-backend.ts';

/** Which backend computes, how fast each is, and the way to another. */
export function BackendMenu() {
  const { title, choice, offered, deterministic, comparing, ...actions } = useBackend();
  const trigger = (
    <Button look="quiet" icon={Cpu} aria-label={`Backend: ${title}`} title="Backend">
      {title}
      <ChevronDown size={12} aria-hidden="true" />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      <MenuChoice
        label="Backend"
        value={choice}
        options={offered}
        onChange={(value) => actions.choose(value as BackendChoice)}
      />
      <MenuLine />
      <MenuSwitch on={deterministic} note="WASM" onChange={actions.setDeterministic}>
        The same picture on every machine
      </MenuSwitch>
      <MenuLine />
      <MenuItem disabled={comparing} onSelect={actions.compareAgain}>
        {comparing ? 'Timing one step of a sample on each…' : 'Time one step of a sample on each'}
      </MenuItem>
    </Menu>
  );
}
