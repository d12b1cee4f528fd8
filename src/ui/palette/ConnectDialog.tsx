import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { sourcesFor, targetsFor } from '../../graph/connections/candidates.ts';
import type { PortKind } from '../../graph/definition/port.ts';
import type { Document, Wire } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { catalog } from '../../nodes/catalog.ts';
import { combine, type Taken, takenBy } from '../document/combine.ts';
import { useDocument } from '../document/document-store.ts';
import { connect } from '../document/edits.ts';
import { joinCost } from '../document/legal-ends.ts';
import { type ShownSocket, socketAt, socketsOf } from '../document/sockets-of.ts';
import { KindGlyph } from '../glyphs/KindGlyph.tsx';
import { classNames } from '../kit/class-names.ts';
import { Modal } from '../session/Modal.tsx';
import { closeDialog, openDialog, type SocketEnd } from '../session/session-store.ts';
import palette from './Palette.module.css';

export interface ConnectDialogProps {
  readonly node: string;
  readonly from?: SocketEnd | undefined;
}

/** Connecting without a pointer: first a socket of the node, then one of the places it may lead to. */
export function ConnectDialog({ node, from }: ConnectDialogProps) {
  const [chosen, setChosen] = useState(from);
  const document = useDocument((state) => state.document);
  const end = chosen && socketAt(document, chosen);
  const title = end ? `Connect ${end.label}` : 'Connect';
  return (
    <Modal
      bare
      title={title}
      description="Only what may be connected is listed."
      className={classNames(palette.palette, palette.narrow)}
    >
      <Command key={chosen ? 'ends' : 'sockets'} label="Search sockets">
        <div className={palette.head}>
          <Search size={16} strokeWidth={1.75} aria-hidden="true" />
          <Command.Input
            autoFocus
            className={palette.search}
            placeholder={end ? `Connect ${end.text} to…` : 'Which socket?'}
          />
        </div>
        <Command.List className={classNames(palette.list, palette.body)} label="Sockets">
          <Command.Empty className={palette.empty}>
            {chosen
              ? 'No socket in this graph accepts it. Press Space to add a node that does.'
              : 'This node has no sockets.'}
          </Command.Empty>
          {chosen ? (
            <Candidates end={chosen} />
          ) : (
            socketsOfNode(document, node).map((socket) => (
              <Command.Item
                key={`${socket.side} ${socket.name}`}
                value={`${socket.side} ${socket.text}`}
                className={classNames(palette.entry, palette.command)}
                onSelect={() => setChosen(endOf(node, socket))}
              >
                <KindGlyph kind={socket.kind} size={12} />
                <span className={palette.words}>{socket.text}</span>
                <span className={palette.keys}>{socket.side}</span>
              </Command.Item>
            ))
          )}
        </Command.List>
      </Command>
    </Modal>
  );
}

/** Where a wire from this end may lead, and a new node. */
function Candidates({ end }: { readonly end: SocketEnd }) {
  const document = useDocument((state) => state.document);
  return (
    <>
      {candidatesOf(document, end).map(({ key, words, kind, wire, taken }) => (
        <Command.Item
          key={key}
          value={key}
          keywords={[words]}
          className={classNames(palette.entry, palette.command)}
          onSelect={() => {
            if (taken) combine(wire, taken);
            else connect(wire);
            closeDialog();
          }}
        >
          {kind && <KindGlyph kind={kind} size={12} />}
          <span className={palette.words}>{words}</span>
        </Command.Item>
      ))}
      <Command.Item
        value="add a new node"
        className={classNames(palette.entry, palette.command)}
        onSelect={() => openDialog({ kind: 'palette', request: { from: end } })}
      >
        <span className={palette.words}>Add a new node that fits…</span>
      </Command.Item>
    </>
  );
}

interface Join {
  readonly key: string;
  readonly words: string;
  readonly kind: PortKind | undefined;
  readonly wire: Wire;
  readonly cost: number;
  /** The objective that is there already, where both are to be combined. */
  readonly taken?: Taken;
}

/** Those that are likely meant come first. */
function candidatesOf(document: Document, end: SocketEnd): readonly Join[] {
  const joins = joinsOf(document, end).flatMap((join): readonly Join[] => {
    const taken = takenBy(document, join.wire);
    if (!taken) return [join];
    const words = `${join.words.replace(' (replaces its wire)', '')} (combined with ${taken.title})`;
    return [join, { ...join, key: `${join.key} combined`, words, taken }];
  });
  return joins.sort((a, b) => a.cost - b.cost);
}

function joinsOf(document: Document, end: SocketEnd): readonly Join[] {
  if (end.side === 'output') {
    const from = { node: end.node, output: end.output };
    return targetsFor(document, catalog, from).map(({ end: to, title, check }) => ({
      key: `${to.node} ${to.input}`,
      words: `${title}${check.replaces ? ' (replaces its wire)' : ''}`,
      kind: socketAt(document, { side: 'input', ...to })?.kind,
      wire: { from, to } satisfies Wire,
      cost: joinCost(document, { side: 'input', ...to }, check),
    }));
  }
  const to = { node: end.node, input: end.input };
  return sourcesFor(document, catalog, to).map(({ end: from, title, check }) => ({
    key: `${from.node} ${from.output}`,
    words: title,
    kind: socketAt(document, { side: 'output', ...from })?.kind,
    wire: { from, to } satisfies Wire,
    cost: check.conversion ? 1 : 0,
  }));
}

function socketsOfNode(document: Document, id: string): readonly ShownSocket[] {
  const node = graphIndex(document).nodes.get(id);
  if (!node) return [];
  const { inputs, outputs, params } = socketsOf(document, node);
  return [...outputs, ...inputs, ...Object.values(params)];
}

function endOf(node: string, { side, name }: ShownSocket): SocketEnd {
  return side === 'output' ? { side, node, output: name } : { side, node, input: name };
}
