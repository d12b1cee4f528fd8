import type { KeyboardEvent } from 'react';
import { showView, useView, type View } from '../session/session-store.ts';
import styles from './ViewTabs.module.css';

const views: readonly { readonly view: View; readonly title: string }[] = [
  { view: 'edit', title: 'Edit' },
  { view: 'compare', title: 'Compare' },
  { view: 'history', title: 'History' },
];

/** The views of the window; arrow keys go from one to the next. */
export function ViewTabs() {
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
