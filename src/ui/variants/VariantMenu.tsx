import { Ellipsis } from 'lucide-react';
import type { Variant } from '../../graph/document/document.ts';
import { IconButton } from '../controls/Button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../controls/Menu.tsx';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import {
  applyVariant,
  deleteVariant,
  duplicateVariant,
  moveVariant,
} from '../document/variant-edits.ts';
import { variantColours } from '../kit/variant-colours.ts';
import { useRun } from '../run/run-store.ts';
import { runVariants, stopJob } from '../run/runner.ts';
import { useSession } from '../session/session-store.ts';
import styles from './VariantCard.module.css';

const colours = [
  { value: '', label: 'No colour' },
  ...variantColours.map(({ value, label }) => ({ value, label, colour: `var(--v-${value})` })),
];

/** What can be done with a variant, or with the graph's own values. */
export function VariantMenu({ variant }: { readonly variant: Variant | undefined }) {
  const id = variant?.id;
  const name = variant?.name ?? 'Graph';
  const running = useRun(({ current }) => current !== undefined);
  const status = useRun(({ jobs }) => jobs.get(id)?.status);
  const open = status === 'running' || status === 'waiting';
  const trigger = (
    <IconButton small className={styles.more} label={`More for ${name}`} icon={Ellipsis} />
  );
  return (
    <Menu trigger={trigger} align="end">
      {running && open ? (
        <MenuItem onSelect={() => stopJob(id)}>Stop this one</MenuItem>
      ) : (
        <MenuItem onSelect={() => void runVariants([id], name)}>
          {running ? 'Add to the queue' : 'Run this one'}
        </MenuItem>
      )}
      {variant && <VariantItems variant={variant} />}
    </Menu>
  );
}

function VariantItems({ variant }: { readonly variant: Variant }) {
  const { id, colour = '' } = variant;
  const { variants } = useDocument.getState().document;
  return (
    <>
      <MenuItem onSelect={() => applyVariant(id)}>Write into the graph</MenuItem>
      <MenuLine />
      <MenuItem shortcut="F2" onSelect={() => useSession.setState({ renaming: id })}>
        Rename
      </MenuItem>
      <MenuItem onSelect={() => duplicateVariant(id)}>Duplicate</MenuItem>
      <MenuItem
        shortcut="Alt+←"
        disabled={variants[0]?.id === id}
        onSelect={() => moveVariant(id, -1)}
      >
        Move left
      </MenuItem>
      <MenuItem
        shortcut="Alt+→"
        disabled={variants.at(-1)?.id === id}
        onSelect={() => moveVariant(id, 1)}
      >
        Move right
      </MenuItem>
      <MenuLine />
      <MenuChoice
        label="Colour"
        value={colour}
        options={colours}
        onChange={(value) => perform({ type: 'recolour-variant', variant: id, colour: value })}
      />
      <MenuLine />
      <MenuItem shortcut="Del" onSelect={() => deleteVariant(id)}>
        Delete
      </MenuItem>
    </>
  );
}
