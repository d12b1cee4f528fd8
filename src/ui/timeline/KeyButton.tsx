import { type KeyboardEvent, useState } from 'react';
import type { KeyPlace } from '../../graph/commands/command.ts';
import type { Ease } from '../../graph/document/document.ts';
import { MenuAt, type MenuAtProps, MenuChoice, MenuItem, MenuLine } from '../controls/Menu.tsx';
import { varied } from '../document/document-store.ts';
import { keyAt, trackOf } from '../document/tracks.ts';
import { Diamond } from '../param/KeyMark.tsx';
import { removeKeys, setEase } from '../param/key-edits.ts';
import { placeOf, stepOfKey } from './lanes.ts';
import styles from './TrackRow.module.css';
import {
  goToFrame,
  keyName,
  placeOfKey,
  selectKeys,
  toggleSelected,
  useTimeline,
} from './timeline-store.ts';
import { moveSelectedKeys, useKeyDrag } from './use-key-drag.ts';

export interface KeyButtonProps {
  readonly place: KeyPlace;
  readonly frames: number;
  /** "Strength, frame 46, 1.24" */
  readonly label: string;
  /** From 0 at the bottom of the row to 1. */
  readonly height: number;
}

/**
 * A key: a press selects it and shows its frame, a drag moves all that are selected. Left and right go
 * to the next one of the row, with Shift they move it.
 */
export function KeyButton({ place, frames, label, height }: KeyButtonProps) {
  const name = keyName(place);
  const selected = useTimeline(({ keys }) => keys.has(name));
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();
  const drag = useKeyDrag(place, frames);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      removeKeys(selected ? chosen() : [place]);
      document.querySelector<HTMLElement>('[data-playhead]')?.focus();
    } else {
      const by = event.key.startsWith('Arrow') ? stepOfKey(event) : undefined;
      if (by === undefined) return;
      if (!selected) selectKeys([place]);
      if (event.shiftKey) moveSelectedKeys(by, place);
      else stepToKey(event.currentTarget, by);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        type="button"
        className={styles.key}
        style={{ left: placeOf(place.frame, frames), ['--height' as string]: height }}
        aria-label={label}
        aria-pressed={selected}
        title={label}
        data-key={place.frame}
        {...drag}
        onClick={(event) => {
          if (event.shiftKey || event.ctrlKey || event.metaKey) toggleSelected(place);
          else {
            selectKeys([place]);
            goToFrame(place.frame);
          }
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          if (!selected) selectKeys([place]);
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          setMenu({ x: left, y: bottom });
        }}
        onKeyDown={onKeyDown}
      >
        <Diamond />
      </button>
      {menu && <KeyMenu at={menu} label={label} onClose={() => setMenu(undefined)} />}
    </>
  );
}

/** The focus goes to the next key of the row. */
function stepToKey(from: HTMLElement, by: number): void {
  const row = from.closest('[data-track]');
  const all = [...(row?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
  const next = all[all.indexOf(from) + Math.sign(by)];
  next?.focus();
  next?.click();
}

function chosen(): readonly KeyPlace[] {
  return [...useTimeline.getState().keys].map(placeOfKey);
}

/** What can be done with the keys that are selected. */
function KeyMenu(props: Pick<MenuAtProps, 'at' | 'label' | 'onClose'>) {
  return (
    <MenuAt {...props}>
      <MenuChoice
        label="How the value goes on"
        value={easeOf(chosen()) ?? ''}
        options={eases}
        onChange={(ease) => setEase(chosen(), ease as (typeof eases)[number]['value'])}
      />
      <MenuLine />
      <MenuItem shortcut="Del" onSelect={() => removeKeys(chosen())}>
        Remove
      </MenuItem>
    </MenuAt>
  );
}

export const eases = [
  { value: 'linear', label: 'Straight' },
  { value: 'smooth', label: 'Smooth' },
  { value: 'hold', label: 'Hold' },
] as const satisfies readonly { readonly value: Ease; readonly label: string }[];

/** How values go on from these keys; undefined: not all alike, or there are none. */
export function easeOf(keys: readonly KeyPlace[]): Ease | undefined {
  const document = varied();
  const found = new Set(
    keys.map(({ node, param, frame }) => {
      const track = trackOf(document, node, param);
      return (track && keyAt(track, frame)?.ease) ?? 'linear';
    }),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
