import { Command } from 'cmdk';
import { Search, Sparkles, X } from 'lucide-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import { kindInfo } from '../../graph/definition/port.ts';
import { catalog } from '../../nodes/catalog.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import { type NamedMotif, searchMotifs } from '../../nodes/motifs.ts';
import { KindGlyph } from '../controls/KindGlyph.tsx';
import { addNode, wireTo } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { kindsMade } from '../document/node-types.ts';
import { kindOfEnd } from '../document/sockets-of.ts';
import { nodeIcon } from '../kit/category-icons.ts';
import { chooseMotif, selectedObjective } from '../motifs/choose-motif.ts';
import { MotifPicture } from '../motifs/MotifPicture.tsx';
import { focusAfterDialog, Modal } from '../session/Modal.tsx';
import { closeDialog, type PaletteRequest } from '../session/session-store.ts';
import styles from './Palette.module.css';
import { PalettePreview } from './PalettePreview.tsx';
import { closestTitle, searchNodes } from './search-nodes.ts';

const all: readonly NodeDefinition[] = Object.values(catalog).filter(
  (definition: NodeDefinition) => !definition.deprecated,
);

/** Finds a node type and adds it where the palette was asked for, wired to the loose end if there is one. */
export function Palette({ request }: { readonly request: PaletteRequest }) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState('');
  const [filtered, setFiltered] = useState(request.from !== undefined);
  const { document } = useDocument.getState();
  const from = filtered ? request.from : undefined;
  const fitting = useMemo(
    () => (from ? all.filter(({ type }) => wireTo(document, type, '\u0000new', from)) : all),
    [document, from],
  );
  const found = searchNodes(fitting, query);
  const others = from ? searchNodes(all, query).length - found.length : 0;
  const named = query.trim() === '' || !fitting.includes(layerObjective) ? [] : searchMotifs(query);
  const motif =
    named.find(({ name }) => motifValue(name) === chosen) ??
    (found.length === 0 ? named[0] : undefined);
  const highlighted = motif ? undefined : (found.find(({ type }) => type === chosen) ?? found[0]);
  const add = (type: string, keepOpen: boolean) => {
    const id = addNode(type, {
      ...(request.at && { at: placeFor(request.at, keepOpen) }),
      ...(from && { from }),
    });
    if (keepOpen) return;
    if (id) focusAfterDialog.set(id);
    closeDialog();
  };
  const dream = (wanted: NamedMotif) => {
    const id = chooseMotif(wanted, {
      ...(request.at && { at: request.at }),
      ...(from && { from }),
    });
    if (id) focusAfterDialog.set(id);
    closeDialog();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' && query === '' && filtered) setFiltered(false);
    if (event.key === 'Enter' && event.shiftKey && highlighted) {
      event.preventDefault();
      add(highlighted.type, true);
    }
  };
  return (
    <Modal
      bare
      title="Add node"
      description="Type to search, arrows to choose, Enter to add."
      className={styles.palette}
      style={placeOf(request)}
    >
      <Command
        shouldFilter={false}
        value={highlighted?.type ?? (motif ? motifValue(motif.name) : '')}
        onValueChange={setChosen}
        onKeyDown={onKeyDown}
        label="Search nodes"
      >
        <div className={styles.head}>
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
          <Command.Input
            autoFocus
            className={styles.search}
            placeholder="Search nodes"
            value={query}
            onValueChange={setQuery}
          />
          {from && (
            <button
              type="button"
              className={styles.filter}
              onClick={() => setFiltered(false)}
              title="Show all nodes"
            >
              <Fits request={request} />
              <X size={12} aria-label="Clear the filter" />
            </button>
          )}
        </div>
        <div className={styles.body}>
          <Command.List className={styles.list} label="Nodes found">
            <Command.Empty className={styles.empty}>
              {emptyText(query, closestTitle(all, query))}
            </Command.Empty>
            {found.map((definition) => (
              <Entry
                key={definition.type}
                definition={definition}
                onSelect={() => add(definition.type, false)}
              />
            ))}
            {named.map((each) => (
              <MotifEntry key={each.name} motif={each} onSelect={() => dream(each)} />
            ))}
            {others > 0 && (
              <p className={styles.others}>
                {others} more do not fit this wire.{' '}
                <button type="button" className={styles.link} onClick={() => setFiltered(false)}>
                  Show them
                </button>
              </p>
            )}
          </Command.List>
          {highlighted && <PalettePreview definition={highlighted} />}
          {motif && (
            <div className={styles.preview} aria-hidden="true">
              <MotifPicture motif={motif} />
              <p className={styles.about}>{aboutMotif()}</p>
            </div>
          )}
        </div>
      </Command>
      <p className={styles.foot} aria-hidden="true">
        <kbd>↑</kbd>
        <kbd>↓</kbd> choose <kbd>↵</kbd> {from ? 'add and connect' : 'add'} <kbd>⇧</kbd>
        <kbd>↵</kbd> add, keep open <span className={styles.push} />
        <kbd>Esc</kbd> {from ? 'cancel the wire' : 'close'}
      </p>
    </Modal>
  );
}

function Entry({
  definition,
  onSelect,
}: {
  readonly definition: NodeDefinition;
  readonly onSelect: () => void;
}) {
  const { type, title, category, summary } = definition;
  const Icon = nodeIcon(type, category);
  return (
    <Command.Item value={type} className={styles.entry} onSelect={onSelect}>
      <Icon size={16} strokeWidth={1.6} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.summary}>{summary}</span>
      </span>
      {kindsMade(type).map((kind) => (
        <KindGlyph key={kind} kind={kind} size={12} />
      ))}
    </Command.Item>
  );
}

/** Nodes and motifs stand in one list, and "reroute" might be both. */
function motifValue(name: string): string {
  return `motif ${name}`;
}

function aboutMotif(): string {
  return selectedObjective() === undefined
    ? 'Adds a Layer Objective that dreams of it.'
    : 'Sets it on the selected Layer Objective.';
}

function MotifEntry({
  motif,
  onSelect,
}: {
  readonly motif: NamedMotif;
  readonly onSelect: () => void;
}) {
  const { name, title, words, layer } = motif;
  return (
    <Command.Item value={motifValue(name)} className={styles.entry} onSelect={onSelect}>
      <Sparkles size={16} strokeWidth={1.6} aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        <span className={styles.summary}>
          Motif of {layer}: {words.join(', ')}
        </span>
      </span>
      <KindGlyph kind="objective" size={12} />
    </Command.Item>
  );
}

function Fits({ request }: { readonly request: PaletteRequest }) {
  const kind = request.from && kindOfEnd(useDocument.getState().document, request.from);
  if (!kind) return null;
  return (
    <>
      <KindGlyph kind={kind} size={12} />
      {request.from?.side === 'output' ? 'takes' : 'makes'} {kindInfo[kind].phrase}
    </>
  );
}

function emptyText(query: string, closest: string | undefined): string {
  return `No node is called "${query}".${closest ? ` Closest: ${closest}.` : ''}`;
}

let kept = 0;

/** Nodes that are added one after the other do not lie on top of each other. */
function placeFor({ x, y }: { x: number; y: number }, keepOpen: boolean) {
  const offset = kept * 40;
  kept = keepOpen ? kept + 1 : 0;
  return { x: x + offset, y: y + offset };
}

const size = { width: 620, height: 400 };

/** Beside the pointer where there is one, and always wholly on the screen. */
function placeOf({ screen }: PaletteRequest) {
  if (!screen) return {};
  const left = Math.min(Math.max(12, screen.x - 24), window.innerWidth - size.width - 12);
  const top = Math.min(Math.max(12, screen.y - 24), window.innerHeight - size.height - 12);
  return { left, top, translate: 'none' };
}
