import { Command } from 'cmdk';
import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from '../controls/Button.tsx';
import { useDocument } from '../document/document-store.ts';
import { canvas, focusNode } from '../session/canvas-handle.ts';
import type { TypedAhead } from '../session/load-later.tsx';
import { select, useSession } from '../session/session-store.ts';
import styles from './FindPanel.module.css';
import { findHits, type Hit } from './find-hits.ts';

/** Finds nodes by names and values: each hit that is gone to is selected and in the middle. */
export function FindPanel({ typed }: TypedAhead) {
  const document = useDocument((state) => state.shown);
  const [query, setQuery] = useState(typed);
  const [at, setAt] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const hits = useMemo(() => findHits(document, query), [document, query]);
  const place = hits.findIndex(({ id }) => id === at);
  const step = (by: 1 | -1) => {
    const next = hits.at((place + by + hits.length) % hits.length);
    if (next) goTo(next.id, setAt);
  };
  const search = (text: string) => {
    setQuery(text);
    goToFirst(text, setAt);
  };
  useEffect(() => goToFirst(typed, setAt), [typed]);
  const onKeyDown = keysOf({ input, step, close: () => close(at) });
  return (
    <search className={styles.panel} aria-label="Find in the graph">
      <Command
        shouldFilter={false}
        loop
        disablePointerSelection
        onKeyDown={onKeyDown}
        label="Find in the graph"
        value={at}
        onValueChange={(id) => id !== at && hits.some((hit) => hit.id === id) && goTo(id, setAt)}
      >
        <div className={styles.head}>
          <Search size={14} strokeWidth={1.75} aria-hidden="true" />
          <Command.Input
            ref={input}
            autoFocus
            className={styles.entry}
            placeholder="Name, type or value"
            value={query}
            onValueChange={search}
          />
          <span className={styles.count} role="status">
            {query.trim() && (hits.length > 0 ? `${place + 1} of ${hits.length}` : 'Nothing found')}
          </span>
          <IconButton small label="Previous" icon={ChevronUp} onClick={() => step(-1)} />
          <IconButton small label="Next" icon={ChevronDown} onClick={() => step(1)} />
          <IconButton small label="Close" icon={X} onClick={() => close(at)} />
        </div>
        <HitList hits={hits} onChoose={close} />
      </Command>
    </search>
  );
}

interface FindKeys {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
}

/** Keys in the panel; arrows in the list are those of every list. */
function keysOf({ input, step, close }: FindKeys) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      input.current?.select();
    } else if (event.key === 'Escape') close();
    else if (event.key === 'Enter') {
      event.preventDefault();
      if (event.target instanceof HTMLButtonElement) event.target.click();
      else step(event.shiftKey ? -1 : 1);
    }
    event.stopPropagation();
  };
}

interface HitListProps {
  readonly hits: readonly Hit[];
  readonly onChoose: (id: string) => void;
}

function HitList({ hits, onChoose }: HitListProps) {
  return (
    <Command.List className={styles.list} label="Found">
      {hits.map(({ id, title, why }) => (
        <Command.Item key={id} value={id} className={styles.hit} onSelect={() => onChoose(id)}>
          <span className={styles.title}>{title}</span>
          <span className={styles.why}>{why}</span>
        </Command.Item>
      ))}
    </Command.List>
  );
}

function goToFirst(query: string, note: (id: string) => void): void {
  const [first] = findHits(useDocument.getState().shown, query);
  if (first) goTo(first.id, note);
}

function goTo(id: string, note: (id: string) => void): void {
  note(id);
  select([id]);
  canvas().centreOn(id);
}

/** One goes on with the node that was found last. */
function close(id: string): void {
  useSession.setState({ finding: false });
  if (id) focusNode(id);
}
