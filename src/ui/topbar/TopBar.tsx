import { CircleHelp, FolderOpen, LayoutGrid, Moon, Redo2, Save, Sun, Undo2 } from 'lucide-react';
import { inSentence } from '../../graph/document/names.ts';
import { ActionButton } from '../actions/ActionButton.tsx';
import { IconButton } from '../controls/Button.tsx';
import { RenameField } from '../controls/RenameField.tsx';
import { useDocument } from '../document/document-store.ts';
import { perform } from '../document/edits.ts';
import { toggleTheme, useTheme } from '../kit/theme.ts';
import { BackendMenu } from './BackendMenu.tsx';
import { Logo } from './Logo.tsx';
import { RunControls, RunLine } from './RunControls.tsx';
import { SavedState } from './SavedState.tsx';
import styles from './TopBar.module.css';
import { ViewTabs } from './ViewTabs.tsx';

export function TopBar() {
  const name = useDocument(({ document }) => document.name);
  const undoLabel = useDocument(({ history }) => history.past.at(-1)?.label);
  const redoLabel = useDocument(({ history }) => history.future.at(-1)?.label);
  return (
    <header className={styles.bar}>
      <Logo />
      <div className={styles.name}>
        <RenameField
          label="Graph name"
          value={name}
          empty="Untitled"
          onChange={(next) => perform({ type: 'rename-document', name: next })}
        />
        <SavedState />
      </div>
      <span className={styles.line} />
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
      <span className={styles.line} />
      <ViewTabs />
      <span className={styles.line} />
      <ActionButton action="presets" icon={LayoutGrid} words />
      <ActionButton action="open" icon={FolderOpen} words />
      <ActionButton action="save" icon={Save} words />
      <span className={styles.space} />
      <RunControls />
      <span className={styles.line} />
      <BackendMenu />
      <ThemeButton />
      <ActionButton action="shortcuts" icon={CircleHelp} />
      <RunLine />
    </header>
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
