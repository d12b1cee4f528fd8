import { Command } from 'cmdk';
import { Sparkles } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { catalog } from '../../nodes/catalog.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import { type NamedMotif, searchMotifs } from '../../nodes/motifs.ts';
import { wireTo } from '../document/add-node.ts';
import { useDocument } from '../document/document-store.ts';
import { nodeById } from '../document/edits.ts';
import { kindsMade } from '../document/node-types.ts';
import { kindOfEnd } from '../document/sockets-of.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { nodeIcon } from '../kit/category-icons.ts';
import { useRemembered } from '../session/remembered.ts';
import type { SocketEnd } from '../session/session-store.ts';
import styles from './Palette.module.css';
import { type LooseEnd, rankNodes } from './rank-nodes.ts';
import { closestTitle, searchNodes } from './search-nodes.ts';

const all: readonly NodeDefinition[] = Object.values(catalog).filter(
  (definition: NodeDefinition) => !definition.deprecated,
);

export interface Found {
  readonly nodes: readonly NodeDefinition[];
  readonly motifs: readonly NamedMotif[];
  /** How many that are meant do not fit the wire. */
  readonly others: number;
}

/** What a search means, of the node types that fit the loose end; the likely ones first. */
export function useFound(query: string, from: SocketEnd | undefined): Found {
  const { document } = useDocument.getState();
  // As it was when the palette opened: what is added while it stays open does not move the list.
  const [recent] = useState(() => useRemembered.getState().types);
  const fitting = useMemo(() => {
    const fits = from ? all.filter(({ type }) => wireTo(document, type, '\u0000new', from)) : all;
    return rankNodes(fits, from && looseEnd(document, from), recent);
  }, [document, from, recent]);
  const nodes = searchNodes(fitting, query);
  const takesMotifs = query.trim() !== '' && fitting.includes(layerObjective);
  return {
    nodes,
    motifs: takesMotifs ? searchMotifs(query) : [],
    others: from ? searchNodes(all, query).length - nodes.length : 0,
  };
}

function looseEnd(document: Document, from: SocketEnd): LooseEnd | undefined {
  const kind = kindOfEnd(document, from);
  return kind && { side: from.side, kind, type: nodeById(from.node)?.type ?? '' };
}

interface FoundListProps {
  readonly query: string;
  readonly found: Found;
  readonly add: (type: string) => void;
  readonly dream: (motif: NamedMotif) => void;
  readonly showAll: () => void;
}

/** The node types and motifs that a search means. */
export function FoundList({ query, found, add, dream, showAll }: FoundListProps) {
  const { nodes, motifs, others } = found;
  const closest = closestTitle(all, query);
  return (
    <Command.List className={styles.list} label="Nodes found">
      <Command.Empty className={styles.empty}>
        No node is called "{query}".{closest && ` Closest: ${closest}.`}
      </Command.Empty>
      {nodes.map((definition) => (
        <NodeEntry
          key={definition.type}
          definition={definition}
          onSelect={() => add(definition.type)}
        />
      ))}
      {motifs.map((motif) => (
        <MotifEntry key={motif.name} motif={motif} onSelect={() => dream(motif)} />
      ))}
      {others > 0 && (
        <p className={styles.others}>
          {others} more do not fit this wire.{' '}
          <button type="button" className={styles.link} onClick={showAll}>
            Show them
          </button>
        </p>
      )}
    </Command.List>
  );
}

function NodeEntry({
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
export function motifValue(name: string): string {
  return `motif ${name}`;
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
