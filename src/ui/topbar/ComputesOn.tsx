import { MenuChoice, MenuHeading, MenuItem, MenuSwitch } from '../controls/Menu.tsx';
import type { BackendChoice } from '../run/backends.ts';
import { useBackend } from '../run/use-backend.ts';

/** Which backend computes, how fast each is, and the way to another. */
export function ComputesOn() {
  const { title, choice, offered, deterministic, comparing, ...actions } = useBackend();
  return (
    <>
      <MenuHeading>Computes on {title}</MenuHeading>
      <MenuChoice
        label="Computes on"
        value={choice}
        options={offered}
        onChange={(value) => actions.choose(value as BackendChoice)}
      />
      <MenuSwitch on={deterministic} note="WASM" onChange={actions.setDeterministic}>
        The same picture on every machine
      </MenuSwitch>
      <MenuItem stay disabled={comparing} onSelect={actions.compareAgain}>
        {comparing ? 'Timing one step on each…' : 'Time one step on each'}
      </MenuItem>
    </>
  );
}
