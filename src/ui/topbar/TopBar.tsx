import {
  CircleHelp,
  Ellipsis,
  FolderOpen,
  LayoutGrid,
  Moon,
  Redo2,
  Save,
  Sun,
  Undo2,
} from 'lucide-react';
import { inSentence } from '../../graph/document/names.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { IconButton } from '../controls/Button.tsx';
import { Menu } from '../controls/Menu.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { toggleTheme, useTheme } from '../kit/theme.ts';
import { useKeeping } from '../storage/keeping.ts';
import { Logo } from './Logo.tsx';
import { RunControls, RunLine } from './RunControls.tsx';
import { SavedState } from './SavedState.tsx';
import styles from './TopBar.module.css';
import { useBarRoom } from './use-bar-room.ts';
import { ViewTabs } from './ViewTabs.tsx';

export function TopBar() {
  const name = useDocument(({ document }) => document.name);
  const room = useBarRoom();
  // Whatever room there is: that nothing is kept must be seen.
  const unkept = useKeeping(({ problem }) => problem !== undefined);
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <Logo />
        <div className={styles.name}>
          <RenameField
            label="Graph name"
            value={name}
            empty="Untitled"
            onChange={(next) => perform({ type: 'rename-document', name: next })}
          />
          {(room.saved || unkept) && <SavedState />}
        </div>
        <span className={styles.line} />
        <UndoButtons />
        <span className={styles.line} />
        <ViewTabs menu={!room.tabs} />
        {room.files && <FileButtons words={room.words} />}
      </div>
      <div className={styles.right}>
        <RunControls />
        {room.help ? (
          <>
            <span className={styles.line} />
            <ThemeButton />
            <ActionButton action="shortcuts" icon={CircleHelp} />
          </>
        ) : (
          <MoreMenu files={!room.files} />
        )}
      </div>
      <RunLine />
    </header>
  );
}

function UndoButtons() {
  const undoLabel = useDocument(({ history }) => history.past.at(-1)?.label);
  const redoLabel = useDocument(({ history }) => history.future.at(-1)?.label);
  return (
    <>
      <ActionButton
        action="undo"
        icon={Undo2}
        disabled={undoLabel === undefined}
        tip={undoLabel && `Undo: ${inSentence(undoLabel)}`}
      />
      <ActionButton
        action="redo"
        icon={Redo2}
        disabled={redoLabel === undefined}
        tip={redoLabel && `Redo: ${inSentence(redoLabel)}`}
      />
    </>
  );
}

function FileButtons({ words }: { readonly words: boolean }) {
  return (
    <>
      <span className={styles.line} />
      <ActionButton action="presets" icon={LayoutGrid} words={words} />
      <ActionButton action="open" icon={FolderOpen} words={words} />
      <ActionButton action="save" icon={Save} words={words} />
    </>
  );
}

/** What the bar has no room for. */
function MoreMenu({ files }: { readonly files: boolean }) {
  const actions = [...(files ? ['presets', 'open', 'save'] : []), 'versions', 'theme', 'shortcuts'];
  return (
    <Menu align="end" trigger={<IconButton label="More" icon={Ellipsis} />}>
      {actions.map((id) => (
        <ActionMenuItem key={id} action={id} />
      ))}
    </Menu>
  );
}

function ThemeButton() {
  const dark = useTheme(({ theme }) => theme === 'dark');
  return (
    <IconButton
      label={dark ? 'Light theme' : 'Dark theme'}
      icon={dark ? Sun : Moon}
      onClick={toggleTheme}
    />
  );
}
