import type {
  Document,
  Ease,
  Frame,
  NodeSize,
  NodeState,
  Note,
  ParamValues,
  Position,
  Sequence,
  Wire,
} from '../document/document.ts';
import type { Json } from '../document/json.ts';
import type { SweepAxis } from '../document/sweep.ts';

/** A node to be made. Parameters that are left out get their defaults. */
export interface NewNode {
  readonly type: string;
  readonly position: Position;
  /** Made from the type when left out; see `newNodeIds` to know it beforehand. */
  readonly id?: string;
  readonly params?: ParamValues;
  readonly label?: string;
  readonly frame?: string;
}

/** Ids of what is on the canvas. */
export interface Items {
  readonly nodes?: readonly string[];
  readonly edges?: readonly string[];
  readonly frames?: readonly string[];
  readonly notes?: readonly string[];
}

/** New places by id. */
export interface Places {
  readonly nodes?: Readonly<Record<string, Position>>;
  readonly frames?: Readonly<Record<string, Position>>;
  readonly notes?: Readonly<Record<string, Position>>;
}

/** Every change that can be made to a document. None holds selection, viewport or results. */
export type Command =
  | NodeCommand
  | ParamCommand
  | WireCommand
  | CanvasCommand
  | ExposeCommand
  | VariantCommand
  | SequenceCommand
  | DocumentCommand;

export type NodeCommand =
  | { readonly type: 'add-nodes'; readonly nodes: readonly NewNode[] }
  /**
   * Removes nodes with their wires, and single wires, frames (what is in them stays) and notes.
   * `heal` joins what came into a removed node with what it passed on to, where that is legal.
   */
  | ({ readonly type: 'remove'; readonly heal?: boolean } & Items)
  /** An empty label takes the node's own label away. */
  | { readonly type: 'set-label'; readonly node: string; readonly label: string }
  | {
      readonly type: 'set-collapsed';
      readonly nodes: readonly string[];
      readonly collapsed: boolean;
    }
  /** Null takes it back to the size of what it shows. */
  | { readonly type: 'resize-node'; readonly node: string; readonly size: NodeSize | null }
  /** 'active' is neither bypassed nor muted. */
  | {
      readonly type: 'set-state';
      readonly nodes: readonly string[];
      readonly state: NodeState | 'active';
    };

/** A value stands still: the track of its parameter goes. */
export type ParamCommand =
  | {
      readonly type: 'set-param';
      readonly node: string;
      readonly param: string;
      readonly value: Json;
    }
  /** Back to the default: one parameter, or all of the node. */
  | { readonly type: 'reset-param'; readonly node: string; readonly param?: string };

export type WireCommand =
  /** Replaces the wire at an input that takes only one. */
  | { readonly type: 'connect'; readonly wire: Wire }
  | { readonly type: 'disconnect'; readonly edges: readonly string[] }
  /** Moves an end of a wire, which keeps its id. */
  | { readonly type: 'reconnect'; readonly edge: string; readonly wire: Wire }
  /** Moves a wire to another place, from 0, among those that end at the same input. */
  | { readonly type: 'reorder-wire'; readonly edge: string; readonly index: number }
  /** Puts a new node, such as a Reroute, on a wire. */
  | { readonly type: 'insert-node'; readonly edge: string; readonly node: NewNode }
  /** Puts a node that is there already on a wire. */
  | { readonly type: 'insert-existing'; readonly edge: string; readonly node: string };

export type CanvasCommand =
  /** A frame takes along what is in it, except what has a place of its own here. */
  | ({ readonly type: 'move'; readonly label?: string } & Places)
  /** Makes a frame; the given nodes and notes are in it. */
  | {
      readonly type: 'add-frame';
      readonly frame: Omit<Frame, 'id' | 'title'> & { readonly title?: string };
      readonly nodes?: readonly string[];
      readonly notes?: readonly string[];
    }
  | {
      readonly type: 'edit-frame';
      readonly frame: string;
      readonly changes: Partial<Pick<Frame, 'title' | 'colour' | 'position' | 'size'>>;
    }
  /** Puts nodes and notes into a frame, or with null takes them out of theirs. */
  | {
      readonly type: 'set-frame';
      readonly frame: string | null;
      readonly nodes?: readonly string[];
      readonly notes?: readonly string[];
    }
  | { readonly type: 'add-note'; readonly note: Omit<Note, 'id'> }
  | {
      readonly type: 'edit-note';
      readonly note: string;
      readonly changes: Partial<Pick<Note, 'text' | 'position' | 'size'>>;
    };

export type ExposeCommand =
  /** Shows a parameter under a short name; a free one is made from its key when left out. */
  | {
      readonly type: 'expose';
      readonly node: string;
      readonly param: string;
      readonly name?: string;
    }
  | { readonly type: 'hide'; readonly name: string }
  | { readonly type: 'rename-exposed'; readonly name: string; readonly to: string };

export type VariantCommand =
  | {
      readonly type: 'create-variant';
      readonly name?: string;
      readonly colour?: string;
      /** Node id -> parameter -> value. */
      readonly params?: Readonly<Record<string, ParamValues>>;
    }
  | { readonly type: 'duplicate-variant'; readonly variant: string; readonly colour?: string }
  | { readonly type: 'rename-variant'; readonly variant: string; readonly name: string }
  | { readonly type: 'recolour-variant'; readonly variant: string; readonly colour: string }
  /** Moves it to a place in the list, from 0. */
  | { readonly type: 'reorder-variant'; readonly variant: string; readonly index: number }
  | { readonly type: 'delete-variant'; readonly variant: string }
  | {
      readonly type: 'set-variant-param';
      readonly variant: string;
      readonly node: string;
      readonly param: string;
      readonly value: Json;
    }
  /** The variant no longer changes the parameter. */
  | {
      readonly type: 'reset-variant-param';
      readonly variant: string;
      readonly node: string;
      readonly param: string;
    }
  /**
   * A variant for each value of the axis, or for each pair of values of two. `params` are changes
   * that all of them make beside that, as of the variant that was shown.
   */
  | {
      readonly type: 'create-sweep';
      readonly name: string;
      readonly axes: readonly SweepAxis[];
      readonly params?: Readonly<Record<string, ParamValues>>;
    }
  | { readonly type: 'rename-sweep'; readonly sweep: string; readonly name: string }
  /** With all of its variants. */
  | { readonly type: 'delete-sweep'; readonly sweep: string }
  /** "Write into the graph": its values become the graph's. The other variants keep their pictures. */
  | { readonly type: 'apply-variant'; readonly variant: string };

/** A parameter that moves: in the graph, or in one of its variants. */
export interface TrackPlace {
  readonly node: string;
  readonly param: string;
  readonly variant?: string;
}

export interface KeyPlace {
  readonly node: string;
  readonly param: string;
  readonly frame: number;
}

export type SequenceCommand =
  /** Null makes a still of the film: what moves stands as it is at `frame`, by default the first. */
  | {
      readonly type: 'set-sequence';
      readonly sequence: Sequence | null;
      readonly frame?: number;
    }
  /** Makes the track with its first key. Without `ease` a key keeps its own. */
  | ({
      readonly type: 'set-key';
      readonly frame: number;
      readonly value: Json;
      readonly ease?: Ease;
    } & TrackPlace)
  | ({ readonly type: 'remove-key'; readonly frame: number } & TrackPlace)
  /** How the value goes on from the key. */
  | ({ readonly type: 'set-ease'; readonly frame: number; readonly ease: Ease } & TrackPlace)
  /** By so many frames, all alike. */
  | {
      readonly type: 'move-keys';
      readonly keys: readonly KeyPlace[];
      readonly by: number;
      readonly variant?: string;
    }
  /** The value of `frame`, by default the first one, is left behind. */
  | ({ readonly type: 'remove-track'; readonly frame?: number } & TrackPlace);

export type DocumentCommand =
  | { readonly type: 'rename-document'; readonly name: string }
  | { readonly type: 'replace-document'; readonly document: Document; readonly label?: string }
  /**
   * Adds what a fragment (or any document) holds, under fresh ids. `at` is the new place of its
   * upper left corner; without it everything keeps its place. `keepInputs` also keeps the wires
   * that come in from nodes outside the fragment: for a duplicate in the same document.
   */
  | {
      readonly type: 'paste';
      readonly fragment: Document;
      readonly at?: Position;
      readonly keepInputs?: boolean;
      readonly label?: string;
    }
  /** One after the other; all or none. */
  | { readonly type: 'batch'; readonly label: string; readonly commands: readonly Command[] };

export type CommandOf<Type extends Command['type']> = Extract<Command, { readonly type: Type }>;
