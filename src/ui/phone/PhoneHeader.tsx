import { ArrowLeft, History, Menu as MenuIcon, Share2 } from 'lucide-react';
import { ActionButton } from '../actions/ActionButton.tsx';
import { ActionMenuItem } from '../actions/ActionMenuItem.tsx';
import { IconButton } from '../controls/Button.tsx';
import { Menu, MenuHeading, MenuLine } from '../controls/Menu.tsx';
import { useDocument } from '../document/document-store.ts';
import { showView, useView } from '../session/session-store.ts';
import { useKeeping } from '../storage/keeping.ts';
import { RunLine } from '../topbar/RunControls.tsx';
import { SavedState } from '../topbar/SavedState.tsx';
import styles from './Phone.module.css';

const menu = [
  ['undo', 'redo'],
  ['presets', 'documents', 'open', 'save', 'versions'],
  ['live', 'theme'],
] as const;

/** The graph's name, the pictures made before, and what else can be done here. */
export function PhoneHeader() {
  const name = useDocument(({ document }) => document.name);
  const view = useView((state) => state.view);
  const unkept = useKeeping(({ problem }) => problem !== undefined);
  if (view !== 'edit') {
    return (
      <header className={styles.header}>
        <IconButton label="Back to the picture" icon={ArrowLeft} onClick={() => showView('edit')} />
        <span className={styles.name}>{name || 'Untitled'}</span>
        <RunLine />
      </header>
    );
  }
  return (
    <header className={styles.header}>
      <Menu trigger={<IconButton label="Menu" icon={MenuIcon} />}>
        <MenuItems />
      </Menu>
      <h1 className={styles.name}>{name || 'Untitled'}</h1>
      {unkept && <SavedState />}
      <ActionButton action="history" icon={History} />
      <ActionButton action="share" icon={Share2} />
      <RunLine />
    </header>
  );
}

function MenuItems() {
  return (
    <>
      {menu.map((group) => (
        <div key={group[0]} role="none">
          {group.map((action) => (
            <ActionMenuItem key={action} action={action} />
          ))}
          <MenuLine />
        </div>
      ))}
      <MenuHeading>Edit on a wider screen: from 600 pixels the nodes are shown.</MenuHeading>
    </>
  );
}
