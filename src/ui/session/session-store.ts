import { create } from 'zustand';
import type { Edge, Input, Output, Position, Wire } from '../../graph/document/document.ts';
import type { PlacedFile } from '../kit/files.ts';

/** One end of a wire, seen from the canvas. */
export type SocketEnd =
  | ({ readonly side: 'output' } & Output)
  /** `edge`: the wire whose own socket it is, where several end at one input. */
  | ({ readonly side: 'input'; readonly edge?: string } & Input);

/** The wire that is being dragged, with every socket it may end at. */
export interface LooseWire {
  readonly from: SocketEnd;
  /** `socketKey` of each legal end. */
  readonly legal: ReadonlySet<string>;
  /** The connection that was detached from its input; it is replaced, or taken away when let go. */
  readonly detached?: string;
}

export interface PaletteRequest {
  /** Where the new node goes, on the canvas. Undefined: the middle of what is seen. */
  readonly at?: Position;
  /** Where the palette opens, in the window. */
  readonly screen?: Position;
  /** The loose end that the new node takes up. */
  readonly from?: SocketEnd;
}

export type Dialog =
  | { readonly kind: 'palette'; readonly request: PaletteRequest }
  | { readonly kind: 'commands' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'presets' }
  | { readonly kind: 'documents' }
  | { readonly kind: 'versions' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'with-pictures' }
  | { readonly kind: 'sweep' }
  /** `files`: what was dropped, to be opened. `node`: the Load Network that gets what is chosen. */
  | {
      readonly kind: 'networks';
      readonly node?: string | undefined;
      readonly files?: readonly PlacedFile[];
    }
  | { readonly kind: 'connect'; readonly node: string; readonly from?: SocketEnd }
  | { readonly kind: 'mask'; readonly node: string; readonly param: string }
  | { readonly kind: 'crop'; readonly node: string; readonly param: string }
  /** The picture of a node, or of the Stage, as large as the window. */
  | { readonly kind: 'picture'; readonly node?: string }
  /** A picture of the history. */
  | { readonly kind: 'history'; readonly id: string }
  | {
      readonly kind: 'dropped';
      readonly file: File;
      /** The JSON text inside. */
      readonly graph: string;
      readonly at: Position;
    };

/** What a line at the foot of the screen says, when it has no better place. */
export interface Notice {
  readonly text: string;
  readonly tone: 'status' | 'alert';
  readonly serial: number;
  /** What went wrong: once that goes well, the notice goes. */
  readonly about?: 'run' | undefined;
}

/** The state of this window: never saved, never in the history of edits. */
export interface SessionState {
  /** Ids of nodes, notes and frames. */
  readonly selection: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  readonly wire: LooseWire | undefined;
  /** The wire that the node which is being dragged would go onto. */
  readonly target: string | undefined;
  readonly dialog: Dialog | undefined;
  readonly notice: Notice | undefined;
  /** The node whose title is being typed. */
  readonly renaming: string | undefined;
  /** The search in the graph is open. */
  readonly finding: boolean;
  /** Nodes settle on the grid. */
  readonly snap: boolean;
  /** Where the menu of the selection is open, in the window. */
  readonly contextMenu: Position | undefined;
  /** A second objective was led to a place for one: replace the first, or combine the two? */
  readonly offer: CombineOffer | undefined;
}

export interface CombineOffer {
  /** In the window. */
  readonly at: Position;
  readonly wire: Wire;
  /** The wire that is there. */
  readonly taken: { readonly edge: Edge; readonly title: string };
  /** The wire that was taken off to be led here. */
  readonly detached: string | undefined;
}

export const useSession = create<SessionState>(() => ({
  selection: new Set(),
  selectedEdges: new Set(),
  wire: undefined,
  target: undefined,
  dialog: undefined,
  notice: undefined,
  renaming: undefined,
  finding: false,
  snap: true,
  contextMenu: undefined,
  offer: undefined,
}));

export function select(ids: Iterable<string>, edges: Iterable<string> = []): void {
  useSession.setState({ selection: new Set(ids), selectedEdges: new Set(edges) });
}

export function openDialog(dialog: Dialog): void {
  useSession.setState({ dialog });
}

export function closeDialog(): void {
  useSession.setState({ dialog: undefined, wire: undefined });
}

let serial = 0;

export function notify(
  text: string,
  tone: Notice['tone'] = 'status',
  about?: Notice['about'],
): void {
  serial += 1;
  useSession.setState({ notice: { text, tone, serial, about } });
}

/** Takes away what was said of something that has gone well since. */
export function dismissAbout(about: NonNullable<Notice['about']>): void {
  if (useSession.getState().notice?.about === about) useSession.setState({ notice: undefined });
}

/** How long a notice is shown, in milliseconds: a problem long enough to be read and acted upon. */
const shownFor = { status: 6000, alert: 20_000 } as const;

/** Takes a notice away once there was time to read it. While the page is hidden, nobody reads. */
export function dismissLater({ tone, serial }: Notice): () => void {
  const second = 1000;
  let left: number = shownFor[tone];
  const timer = setInterval(() => {
    if (!document.hidden) left -= second;
    if (left > 0) return;
    clearInterval(timer);
    if (useSession.getState().notice?.serial === serial) useSession.setState({ notice: undefined });
  }, second);
  return () => clearInterval(timer);
}

export function socketKey(end: SocketEnd): string {
  return end.side === 'output' ? `${end.node}>${end.output}` : `${end.node}<${end.input}`;
}

/** What fills the window under the top bar. */
export type View = 'edit' | 'compare' | 'history';

export const useView = create<{ readonly view: View }>(() => ({ view: 'edit' }));

export function showView(view: View): void {
  useView.setState({ view });
}
