import { useEffect, useState } from 'react';
import { problemText } from '../../common/result.ts';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { Menu, MenuHeading, MenuLine } from '../controls/Menu.tsx';
import { type SaveState, useDocument } from '../document/document-store.ts';
import { useMirror } from '../mirror/mirror-store.ts';
import { useKeeping } from '../storage/keeping.ts';
import styles from './TopBar.module.css';

/** How long everything must be saved until it is called so: a drag is saved several times a second. */
const settling = 300;

/** Whether the graph is kept, where, and how safe it is there. */
export function SavedState() {
  const state = useDocument(({ saved }) => saved);
  const { problem, stored } = useKeeping();
  const settled = useSettled(state);
  const [word, help] = problem ? ['Not kept', problemText(problem)] : wordsOf(settled, stored);
  const waits = useMirror(({ state }) => state === 'waiting' || state === 'failed');
  return (
    <Menu
      wide
      trigger={
        <button
          type="button"
          className={styles.saved}
          data-tone={problem && 'alert'}
          title={help}
          aria-label={`${word}${waits ? ', folder waits' : ''}. Where it is kept`}
        >
          {word}
          {waits && ', folder waits'}
        </button>
      }
    >
      <MenuHeading>
        {help} {!problem && <Promised />} <InFolder />
      </MenuHeading>
      <ActionMenuItem action="save" />
      <ActionMenuItem action="save-with-pictures" />
      <ActionMenuItem action="folder" />
      <MenuLine />
      <ActionMenuItem action="versions" />
      <ActionMenuItem action="documents" />
    </Menu>
  );
}

/** What the browser said when it was asked to keep what is stored here. */
function Promised() {
  const { promised } = useKeeping();
  if (promised === undefined) return null;
  return promised
    ? 'The browser has promised not to clear it.'
    : 'The browser may clear it when the disk is full: save to a file what must not be lost.';
}

/** What the folder of the person's own needs or holds. */
function InFolder() {
  const { state, folder } = useMirror();
  if (state === 'off') return null;
  if (state === 'on' || state === 'writing') return `Also in the folder ${folder}.`;
  return `Nothing is written to the folder ${folder} at the moment: choose "Keep in a folder too".`;
}

const saving = ['Saving…', 'Will be saved in this browser in a moment.'] as const;
const words: Readonly<Record<SaveState, readonly [word: string, help: string]>> = {
  saved: ['Saved', 'Saved in this browser.'],
  saving,
  unsaved: saving,
  failed: ['Not kept', 'This graph could not be saved.'],
  'read-only': ['Read-only', 'This graph is open in another tab.'],
};

const lookedAt = [
  'Unchanged',
  'Only looked at so far: it is kept from your first change or run on.',
] as const;

function wordsOf(state: SaveState, stored: boolean) {
  return state === 'saved' && !stored ? lookedAt : words[state];
}

function useSettled(state: SaveState): SaveState {
  const [settled, setSettled] = useState(state);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(state), state === 'saved' ? settling : 0);
    return () => clearTimeout(timer);
  }, [state]);
  // Whatever is not saved is shown at once.
  return state === 'saved' ? settled : state;
}
