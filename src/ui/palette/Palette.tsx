import { Command } from 'cmdk';
import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { kindInfo } from '../../graph/definition/port.ts';
import type { Position } from '../../graph/document/document.ts';
import type { NamedMotif } from '../../nodes/motifs.ts';
import { addNode } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { dropNode } from '../document/insert-on-wire.ts';
import { kindOfEnd } from '../document/sockets-of.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { chooseMotif } from '../motifs/choose-motif.ts';
import type { TypedAhead } from '../session/load-later.tsx';
import { focusAfterDialog, Modal } from '../session/Modal.tsx';
import { closeDialog, type PaletteRequest, type SocketEnd } from '../session/session-store.ts';
import { type Found, FoundList, motifValue, useFound } from './FoundList.tsx';
import styles from './Palette.module.css';
import { MotifPreview, NodePreview } from './PalettePreview.tsx';

export interface PaletteProps {
  readonly request: PaletteRequest;
}

/** Finds a node type and adds it where the palette was asked for, wired to the loose end if there is one. */
export function Palette({ request, typed }: PaletteProps & TypedAhead) {
  const [query, setQuery] = useState(typed);
  const [chosen, setChosen] = useState('');
  const [from, setFrom] = useState(request.from);
  const showAll = () => setFrom(undefined);
  const found = useFound(query, from);
  const { node, motif } = highlightedOf(found, chosen);
  const add = (type: string, keepOpen: boolean) => {
    const at = request.at && offsetPlace(request.at, keepOpen);
    const id =
      at && !from
        ? dropNode(type, at)
        : addNode(type, { ...(at && { at }), ...(from && { from }) });
    if (!keepOpen) closeWith(id);
  };
  const dream = (wanted: NamedMotif) => {
    const { at } = request;
    closeWith(chooseMotif(wanted, { ...(at && { at }), ...(from && { from }) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && query === '') showAll();
    if (event.key === 'Enter' && event.shiftKey && node) {
      event.preventDefault();
      add(node.type, true);
    }
  };
  return (
    <Modal
      bare
      title="Add node"
      description="Type to search, arrows to choose, Enter to add."
      className={styles.palette}
      style={screenPlace(request)}
    >
      <Command
        shouldFilter={false}
        value={node?.type ?? (motif ? motifValue(motif.name) : '')}
        onValueChange={setChosen}
        onKeyDown={onKeyDown}
        label="Search nodes"
      >
        <SearchHead query={query} onSearch={setQuery}>
          {from && <WireFilter from={from} onDrop={showAll} />}
        </SearchHead>
        <div className={styles.body}>
          <FoundList
            query={query}
            found={found}
            dream={dream}
            showAll={showAll}
            add={(type) => add(type, false)}
          />
          {node && <NodePreview definition={node} />}
          {motif && <MotifPreview motif={motif} />}
        </div>
      </Command>
      <KeyHints connects={from !== undefined} />
    </Modal>
  );
}

function highlightedOf({ nodes, motifs }: Found, chosen: string) {
  const motif =
    motifs.find(({ name }) => motifValue(name) === chosen) ??
    (nodes.length === 0 ? motifs[0] : undefined);
  const node = motif ? undefined : (nodes.find(({ type }) => type === chosen) ?? nodes[0]);
  return { node, motif };
}

/** Closes the palette; what was added gets the focus. */
function closeWith(id: string | undefined): void {
  if (id) focusAfterDialog.set(id);
  closeDialog();
}

interface SearchHeadProps {
  readonly query: string;
  readonly onSearch: (query: string) => void;
  readonly children: ReactNode;
}

function SearchHead({ query, onSearch, children }: SearchHeadProps) {
  return (
    <div className={styles.head}>
      <Search size={16} strokeWidth={1.75} aria-hidden="true" />
      <Command.Input
        autoFocus
        className={styles.search}
        placeholder="Search nodes"
        value={query}
        onValueChange={onSearch}
      />
      {children}
    </div>
  );
}

interface WireFilterProps {
  readonly from: SocketEnd;
  readonly onDrop: () => void;
}

/** Says that only what fits the loose wire is listed; pressed, it lists all. */
function WireFilter({ from, onDrop }: WireFilterProps) {
  const kind = kindOfEnd(useDocument.getState().document, from);
  return (
    <button type="button" className={styles.filter} onClick={onDrop} title="Show all nodes">
      {kind && (
        <>
          <KindGlyph kind={kind} size={12} />
          {from.side === 'output' ? 'takes' : 'makes'} {kindInfo[kind].phrase}
        </>
      )}
      <X size={12} aria-label="Clear the filter" />
    </button>
  );
}

function KeyHints({ connects }: { readonly connects: boolean }) {
  return (
    <p className={styles.foot} aria-hidden="true">
      <kbd>↑</kbd>
      <kbd>↓</kbd> choose <kbd>↵</kbd> {connects ? 'add and connect' : 'add'} <kbd>⇧</kbd>
      <kbd>↵</kbd> add, keep open <span className={styles.push} />
      <kbd>Esc</kbd> {connects ? 'cancel the wire' : 'close'}
    </p>
  );
}

let keptOpen = 0;

/** Nodes that are added one after the other do not lie on top of each other. */
function offsetPlace({ x, y }: Position, keepOpen: boolean): Position {
  const offset = keptOpen * 40;
  keptOpen = keepOpen ? keptOpen + 1 : 0;
  return { x: x + offset, y: y + offset };
}

const size = { width: 620, height: 400 };

/** Beside the pointer where there is one, and always wholly on the screen. */
function screenPlace({ screen }: PaletteRequest) {
  if (!screen) return {};
  const left = Math.min(Math.max(12, screen.x - 24), window.innerWidth - size.width - 12);
  const top = Math.min(Math.max(12, screen.y - 24), window.innerHeight - size.height - 12);
  return { left, top, translate: 'none' };
}
