import { ok, type Result } from '../../common/result.ts';
import type { Position } from '../document/document.ts';
import { itemIds } from '../document/ids.ts';
import type { CommandOf } from './command.ts';
import {
  all,
  type CommandContext,
  checkNumbers,
  type Draft,
  type Edit,
  findItem,
  findNodeById,
  place,
} from './edit.ts';

export function addFrame(context: CommandContext, command: CommandOf<'add-frame'>): Result<Edit> {
  const { nodes = [], notes = [] } = command;
  const { title = '', colour, position, size } = command.frame;
  const checks = all<unknown>([
    checkNumbers(position.x, position.y, size.width, size.height),
    ...nodes.map((id) => findNodeById(context, id)),
    ...notes.map((id) => findItem(context.document.notes, id, 'note')),
  ]);
  if (!checks.ok) return checks;
  const id = itemIds(context.document)('frame');
  const frame = {
    id,
    title,
    ...(colour === undefined ? {} : { colour }),
    position: { x: position.x + 0, y: position.y + 0 },
    size: sized(size),
  };
  return ok({
    label: 'Add frame',
    created: [id],
    change: (draft) => {
      draft.frames.push(frame);
      putIntoFrame(draft, id, nodes, notes);
    },
  });
}

export function editFrame(context: CommandContext, command: CommandOf<'edit-frame'>): Result<Edit> {
  const found = findItem(context.document.frames, command.frame, 'frame');
  if (!found.ok) return found;
  const { title, colour, position, size } = command.changes;
  const numbers = checkNumbers(...placeNumbers(position, size));
  if (!numbers.ok) return numbers;
  const label =
    title === undefined
      ? colour === undefined
        ? 'Resize frame'
        : 'Recolour frame'
      : 'Rename frame';
  return ok({
    label,
    change: (draft) => {
      const frame = draft.frames.find(({ id }) => id === command.frame);
      if (!frame) return;
      if (title !== undefined) frame.title = title;
      if (colour !== undefined) frame.colour = colour;
      if (position) place(frame.position, position);
      if (size) Object.assign(frame.size, sized(size));
    },
  });
}

export function setFrame(context: CommandContext, command: CommandOf<'set-frame'>): Result<Edit> {
  const { frame, nodes = [], notes = [] } = command;
  const checks = all<unknown>([
    ...(frame === null ? [] : [findItem(context.document.frames, frame, 'frame')]),
    ...nodes.map((id) => findNodeById(context, id)),
    ...notes.map((id) => findItem(context.document.notes, id, 'note')),
  ]);
  if (!checks.ok) return checks;
  return ok({
    label: frame === null ? 'Take out of frame' : 'Put into frame',
    change: (draft) => putIntoFrame(draft, frame, nodes, notes),
  });
}

function putIntoFrame(
  draft: Draft,
  frame: string | null,
  nodes: readonly string[],
  notes: readonly string[],
): void {
  const put = (items: { readonly id: string; frame?: string }[], ids: ReadonlySet<string>) => {
    for (const item of items) {
      if (!ids.has(item.id)) continue;
      if (frame === null) delete item.frame;
      else item.frame = frame;
    }
  };
  put(draft.nodes, new Set(nodes));
  put(draft.notes, new Set(notes));
}

export function addNote(context: CommandContext, { note }: CommandOf<'add-note'>): Result<Edit> {
  const { text, position, size, frame } = note;
  const checks = all<unknown>([
    checkNumbers(...placeNumbers(position, size)),
    ...(frame === undefined ? [] : [findItem(context.document.frames, frame, 'frame')]),
  ]);
  if (!checks.ok) return checks;
  const id = itemIds(context.document)('note');
  const made = {
    id,
    text,
    position: { x: position.x + 0, y: position.y + 0 },
    ...(size ? { size: sized(size) } : {}),
    ...(frame === undefined ? {} : { frame }),
  };
  return ok({ label: 'Add note', created: [id], change: (draft) => void draft.notes.push(made) });
}

export function editNote(context: CommandContext, command: CommandOf<'edit-note'>): Result<Edit> {
  const found = findItem(context.document.notes, command.note, 'note');
  if (!found.ok) return found;
  const { text, position, size } = command.changes;
  const numbers = checkNumbers(...placeNumbers(position, size));
  if (!numbers.ok) return numbers;
  return ok({
    label: text === undefined ? 'Resize note' : 'Edit note',
    change: (draft) => {
      const note = draft.notes.find(({ id }) => id === command.note);
      if (!note) return;
      if (text !== undefined) note.text = text;
      if (position) place(note.position, position);
      if (size) note.size = { ...note.size, ...sized(size) };
    },
  });
}

interface Sized {
  readonly width: number;
  readonly height: number;
}

function placeNumbers(position: Position | undefined, size: Sized | undefined): number[] {
  return [
    ...(position ? [position.x, position.y] : []),
    ...(size ? [size.width, size.height] : []),
  ];
}

/** A size is never negative. */
function sized({ width, height }: Sized) {
  return { width: Math.max(0, width), height: Math.max(0, height) };
}
