import { Command, defaultFilter } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { motifs, type NamedMotif } from '../../nodes/motifs.ts';
import { type Action, actionGroups, actions, isEnabled, runAction } from '../actions/action.ts';
import { classNames } from '../kit/class-names.ts';
import { shownKeys } from '../kit/keys.ts';
import { chooseMotif } from '../motifs/choose-motif.ts';
import type { TypedAhead } from '../session/load-later.tsx';
import { Modal } from '../session/Modal.tsx';
import { closeDialog, useView } from '../session/session-store.ts';
import { NodeCommands } from './NodeCommands.tsx';
import styles from './Palette.module.css';

/** Reaches every action, node and motif by its name. */
export function CommandPalette({ typed }: TypedAhead) {
  const [query, setQuery] = useState(typed);
  const run = (action: Action) => {
    closeDialog();
    // The dialog gives the focus back first; the action may want it elsewhere.
    requestAnimationFrame(() => runAction(action));
  };
  return (
    <Modal
      bare
      title="Command palette"
      description="Type to search, arrows to choose, Enter to run."
      className={classNames(styles.palette, styles.narrow)}
    >
      <Command label="Search actions" filter={score}>
        <div className={styles.head}>
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
          <Command.Input
            autoFocus
            className={styles.search}
            placeholder="Search actions and nodes"
            value={query}
            onValueChange={setQuery}
          />
        </div>
        <Command.List className={classNames(styles.list, styles.body)} label="Actions found">
          <Command.Empty className={styles.empty}>No command matches.</Command.Empty>
          {actionGroups.map((group) => (
            <Command.Group key={group} heading={group} className={styles.heading}>
              {actions
                .filter((action) => action.group === group && action.id !== 'commands')
                .map((action) => (
                  <Command.Item
                    key={action.id}
                    value={action.title}
                    keywords={[group]}
                    disabled={!isEnabled(action)}
                    className={classNames(styles.entry, styles.command)}
                    onSelect={() => run(action)}
                  >
                    <span className={styles.words}>{action.title}</span>
                    <kbd className={styles.keys}>{shownKeys(action.keys?.[0])}</kbd>
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
          <NodeCommands />
          <MotifCommands
            onChoose={(motif) => {
              closeDialog();
              chooseMotif(motif);
            }}
          />
        </Command.List>
      </Command>
    </Modal>
  );
}

/**
 * Groups keep their order whatever is found in them, so letters strewn over the title of an action
 * would come before the motif of that very name.
 */
function score(title: string, search: string, words?: string[]): number {
  const found = defaultFilter(title, search, words);
  return found < 0.5 ? 0 : found;
}

/** They come last until something is typed that means one of them. */
function MotifCommands({ onChoose }: { readonly onChoose: (motif: NamedMotif) => void }) {
  const isEditing = useView(({ view }) => view === 'edit');
  return (
    <Command.Group heading="Motifs" className={styles.heading}>
      {motifs.map((motif) => (
        <Command.Item
          key={motif.name}
          value={`Dream of ${motif.title}`}
          keywords={[motif.title, ...motif.words]}
          disabled={!isEditing}
          className={classNames(styles.entry, styles.command)}
          onSelect={() => onChoose(motif)}
        >
          <span className={styles.words}>Dream of {motif.title}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}
