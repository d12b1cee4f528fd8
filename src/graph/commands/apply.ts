import { applyPatches, enablePatches, type Patch, produceWithPatches } from 'immer';
import { ok, type Result } from '../../common/result.ts';
import type { Catalog } from '../definition/definition.ts';
import type { Document } from '../document/document.ts';
import { addFrame, addNote, editFrame, editNote, move, setFrame } from './canvas.ts';
import type { Command, CommandOf } from './command.ts';
import type { Draft, Edit, Scene } from './edit.ts';
import { expose, hide, renameExposed } from './exposed.ts';
import { insertExisting, insertNode } from './insert.ts';
import { addNodes, setLabel, setState } from './nodes.ts';
import { resetParam, setParam } from './params.ts';
import { paste } from './paste.ts';
import { remove } from './remove.ts';
import { createSweep, deleteSweep, renameSweep } from './sweeps.ts';
import {
  applyVariant,
  createVariant,
  deleteVariant,
  duplicateVariant,
  recolourVariant,
  renameVariant,
  reorderVariant,
  resetVariantParam,
  setVariantParam,
} from './variants.ts';
import { connect, disconnect, reconnect } from './wires.ts';

enablePatches();

export type { Patch };

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
  const scene = { document, catalog };
  const edit = planEdit(scene, command);
  if (!edit.ok) return edit;
  if ('commands' in edit.value) return applyBatch(scene, edit.value);
  const { label, change, created = [] } = edit.value;
  const [changed, patches, inverse] = produceWithPatches(document as Draft, change);
  return ok({ document: changed, patches, inverse, label, created });
}

/** The document after patches of `applyCommand`. */
export function patchDocument(document: Document, patches: readonly Patch[]): Document {
  return applyPatches(document as Draft, patches);
}

function applyBatch({ document, catalog }: Scene, batch: CommandOf<'batch'>): Result<Applied> {
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

function planEdit(
  scene: Scene,
  command: Exclude<Command, { readonly type: 'replace-document' }>,
): Result<Edit> | Result<CommandOf<'batch'>> {
  switch (command.type) {
    case 'add-nodes':
      return addNodes(scene, command);
    case 'remove':
      return remove(scene, command);
    case 'set-label':
      return setLabel(scene, command);
    case 'set-state':
      return setState(scene, command);
    case 'set-param':
      return setParam(scene, command);
    case 'reset-param':
      return resetParam(scene, command);
    case 'connect':
      return connect(scene, command);
    case 'disconnect':
      return disconnect(scene, command);
    case 'reconnect':
      return reconnect(scene, command);
    case 'insert-node':
      return insertNode(scene, command);
    case 'insert-existing':
      return insertExisting(scene, command);
    case 'move':
      return move(scene, command);
    case 'add-frame':
      return addFrame(scene, command);
    case 'edit-frame':
      return editFrame(scene, command);
    case 'set-frame':
      return setFrame(scene, command);
    case 'add-note':
      return addNote(scene, command);
    case 'edit-note':
      return editNote(scene, command);
    case 'expose':
      return expose(scene, command);
    case 'hide':
      return hide(scene, command);
    case 'rename-exposed':
      return renameExposed(scene, command);
    case 'create-variant':
      return createVariant(scene, command);
    case 'duplicate-variant':
      return duplicateVariant(scene, command);
    case 'rename-variant':
      return renameVariant(scene, command);
    case 'recolour-variant':
      return recolourVariant(scene, command);
    case 'reorder-variant':
      return reorderVariant(scene, command);
    case 'delete-variant':
      return deleteVariant(scene, command);
    case 'set-variant-param':
      return setVariantParam(scene, command);
    case 'reset-variant-param':
      return resetVariantParam(scene, command);
    case 'apply-variant':
      return applyVariant(scene, command);
    case 'create-sweep':
      return createSweep(scene, command);
    case 'rename-sweep':
      return renameSweep(scene, command);
    case 'delete-sweep':
      return deleteSweep(scene, command);
    case 'rename-document':
      return ok(renameDocument(command));
    case 'paste':
      return paste(scene, command);
    case 'batch':
      return ok(command);
  }
}

function renameDocument({ name }: CommandOf<'rename-document'>): Edit {
  return {
    label: 'Rename graph',
    change: (draft) => {
      draft.name = name.trim() || 'Untitled';
    },
  };
}

/** The view stays: no command moves it. */
function replaceDocument(before: Document, command: CommandOf<'replace-document'>): Applied {
  const { label = 'Replace graph' } = command;
  const next = { ...command.document, view: before.view };
  const [document, patches, inverse] = produceWithPatches(before as Draft, () => next as Draft);
  return { document, patches, inverse, label, created: [] };
}
