import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button } from '../controls/Button.tsx';
import { Menu, MenuChoice } from '../controls/Menu.tsx';
import { showView, useView, type View } from '../session/session-store.ts';
import styles from './ViewTabs.module.css';

const views: readonly { readonly view: View; readonly title: string }[] = [
  { view: 'edit', title: 'Edit' },
  { view: 'compare', title: 'Compare' },
  { view: 'history', title: 'History' },
];

/** The views of the window: tabs, or where there is no room a menu. */
export function ViewTabs({ menu }: { readonly menu: boolean }) {
  return menu ? <ViewMenu /> : <Tabs />;
}

function ViewMenu() {
  const current = useView(({ view }) => view);
  const trigger = (
    <Button look="quiet" aria-label={`View: ${titleOf(current)}`}>
      {titleOf(current)}
      <ChevronDown size={12} aria-hidden="true" />
    </Button>
  );
  const options = views.map(({ view, title }) => ({ value: view, label: title }));
  return (
    <Menu trigger={trigger}>
      <MenuChoice
        label="View"
        value={current}
        options={options}
        onChange={(view) => showView(view as View)}
      />
    </Menu>
  );
}

function titleOf(current: View): string {
  return views.find(({ view }) => view === current)?.title ?? '';
}

/** Arrow keys go from one to the next. */
function Tabs() {
  const current = useView(({ view }) => view);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = views[views.findIndex(({ view }) => view === current) + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    event.stopPropagation();
    showView(next.view);
    const tabs = event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]');
    tabs[views.indexOf(next)]?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Views" onKeyDown={onKeyDown}>
      {views.map(({ view, title }) => (
        <button
          key={view}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={view === current}
          tabIndex={view === current ? 0 : -1}
          onClick={() => showView(view)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
