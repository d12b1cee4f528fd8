import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import { ok, type Result } from '../../common/result.ts';
import type { Catalog } from '../definition/definition.ts';
import type { Document } from '../document/document.ts';
import type { Command, CommandOf } from './command.ts';
import type { CommandContext, Draft, Edit } from './edit.ts';
import { expose, hide, renameExposed } from './exposed.ts';
import { followWires } from './follow-wires.ts';
import { addFrame, addNote, editFrame, editNote, setFrame } from './frames-notes.ts';
import { insertExisting, insertNode } from './insert.ts';
import { moveKeys, removeKey, setEase, setKey } from './keys.ts';
import { move } from './move.ts';
import { resizeNode, setCollapsed } from './node-looks.ts';
import { addNodes, setLabel, setState } from './nodes.ts';
import { resetParam, setParam } from './params.ts';
import { paste } from './paste.ts';
import { remove } from './remove.ts';
import { createSweep, deleteSweep, renameSweep } from './sweeps.ts';
import { removeTrack, setSequence } from './tracks.ts';
import { applyVariant, resetVariantParam, setVariantParam } from './variant-values.ts';
import {
  createVariant,
  deleteVariant,
  duplicateVariant,
  recolourVariant,
  renameVariant,
  reorderVariant,
} from './variants.ts';
import { connect, disconnect, reconnect, reorderWire } from './wires.ts';

enablePatches();

export type { Patch };

/** Commands that one function each judges and turns into an edit, or into simpler commands. */
type Planned = Exclude<Command, { readonly type: 'replace-document' | 'batch' }>;

type Planner<C extends Command> = (
  context: CommandContext,
  command: C,
) => Result<Edit | CommandOf<'batch'>>;

const planners: {
  readonly [Type in Planned['type']]: Planner<CommandOf<Type>>;
} = {
  'add-nodes': addNodes,
  remove,
  'set-label': setLabel,
  'set-state': setState,
  'set-collapsed': setCollapsed,
  'resize-node': resizeNode,
  'set-param': setParam,
  'reset-param': resetParam,
  connect,
  disconnect,
  reconnect,
  'reorder-wire': reorderWire,
  'insert-node': insertNode,
  'insert-existing': insertExisting,
  move,
  'add-frame': addFrame,
  'edit-frame': editFrame,
  'set-frame': setFrame,
  'add-note': addNote,
  'edit-note': editNote,
  expose,
  hide,
  'rename-exposed': renameExposed,
  'create-variant': createVariant,
  'duplicate-variant': duplicateVariant,
  'rename-variant': renameVariant,
  'recolour-variant': recolourVariant,
  'reorder-variant': reorderVariant,
  'delete-variant': deleteVariant,
  'set-variant-param': setVariantParam,
  'reset-variant-param': resetVariantParam,
  'apply-variant': applyVariant,
  'create-sweep': createSweep,
  'rename-sweep': renameSweep,
  'delete-sweep': deleteSweep,
  'set-sequence': setSequence,
  'set-key': setKey,
  'remove-key': removeKey,
  'set-ease': setEase,
  'move-keys': moveKeys,
  'remove-track': removeTrack,
  'rename-document': renameDocument,
  paste,
};

export interface Applied {
  readonly document: Document;
  /** From the document before to this one; none when the command changed nothing. */
  readonly patches: readonly Patch[];
  /** From this document back to the one before. */
  readonly inverse: readonly Patch[];
  /** "Set octave scale" */
  readonly label: string;
  /** Ids of the nodes, edges, frames, notes or variants that were made. */
  readonly created: readonly string[];
}

/**
 * Carries out a command. The document that comes in is not changed; what comes out is frozen.
 * A command that may not be done fails with a sentence, and then nothing has happened.
 */
export function applyCommand(
  document: Document,
  catalog: Catalog,
  command: Command,
): Result<Applied> {
  if (command.type === 'replace-document') return ok(replaceDocument(document, command));
  const context = { document, catalog };
  if (command.type === 'batch') return applyBatch(context, command);
  const plan = planners[command.type] as Planner<Planned>;
  const edit = plan(context, command);
  if (!edit.ok) return edit;
  if ('commands' in edit.value) return applyBatch(context, edit.value);
  const { label, change, created = [] } = edit.value;
  const [changed, patches, inverse] = produceWithPatches(document as Draft, change);
  const follow = followWires(context, changed);
  if (!follow) return ok({ document: changed, patches, inverse, label, created });
  const [followed, more, moreInverse] = produceWithPatches(changed, follow);
  return ok({
    document: followed,
    patches: [...patches, ...more],
    inverse: [...moreInverse, ...inverse],
    label,
    created,
  });
}

/** The document after patches of `applyCommand`. */
export function patchDocument(document: Document, patches: readonly Patch[]): Document {
  return applyPatches(document as Draft, patches);
}

function applyBatch(
  { document, catalog }: CommandContext,
  batch: CommandOf<'batch'>,
): Result<Applied> {
  let total: Applied = { document, patches: [], inverse: [], label: batch.label, created: [] };
  for (const command of batch.commands) {
    const step = applyCommand(total.document, catalog, command);
    if (!step.ok) return step;
    const { patches, inverse, created } = step.value;
    total = {
      document: step.value.document,
      patches: [...total.patches, ...patches],
      inverse: [...inverse, ...total.inverse],
      label: batch.label,
      created: [...total.created, ...created],
    };
  }
  return ok(total);
}

function renameDocument(_: CommandContext, { name }: CommandOf<'rename-document'>): Result<Edit> {
  return ok({
    label: 'Rename graph',
    change: (draft) => {
      draft.name = name.trim() || 'Untitled';
    },
  });
}

/** The view stays: no command moves it. */
function replaceDocument(before: Document, command: CommandOf<'replace-document'>): Applied {
  const { label = 'Replace graph' } = command;
  const next = { ...command.document, view: before.view };
  const [document, patches, inverse] = produceWithPatches(before as Draft, () => next as Draft);
  return { document, patches, inverse, label, created: [] };
}
