import { own } from '../../common/own.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Position } from '../document/document.ts';
import { count } from '../document/names.ts';
import type { CommandOf, Places } from './command.ts';
import {
  all,
  type CommandContext,
  checkNumbers,
  type Draft,
  type Edit,
  findItem,
  findNodeById,
  place,
  titleOf,
} from './edit.ts';

export function move(context: CommandContext, command: CommandOf<'move'>): Result<Edit> {
  const { nodes = {}, frames = {}, notes = {} } = command;
  const { document } = context;
  const present = all<unknown>([
    ...Object.keys(nodes).map((id) => findNodeById(context, id)),
    ...Object.keys(frames).map((id) => findItem(document.frames, id, 'frame')),
    ...Object.keys(notes).map((id) => findItem(document.notes, id, 'note')),
    ...[nodes, frames, notes].flatMap((places) =>
      Object.values(places).map(({ x, y }) => checkNumbers(x, y)),
    ),
  ]);
  if (!present.ok) return present;
  return ok({
    label: command.label ?? moveLabel(context, command),
    change: (draft) => {
      const shifts = moveFrames(draft, frames);
      moveItems(draft.nodes, nodes, shifts);
      moveItems(draft.notes, notes, shifts);
    },
  });
}

type Shifts = ReadonlyMap<string, Position>;

function moveFrames(draft: Draft, places: Readonly<Record<string, Position>>): Shifts {
  const shifts = new Map<string, Position>();
  for (const frame of draft.frames) {
    const target = own(places, frame.id);
    if (!target) continue;
    const { x, y } = frame.position;
    shifts.set(frame.id, { x: target.x - x, y: target.y - y });
    place(frame.position, target);
  }
  return shifts;
}

interface Movable {
  readonly id: string;
  readonly position: { x: number; y: number };
  readonly frame?: string;
}

function moveItems(
  items: readonly Movable[],
  places: Readonly<Record<string, Position>>,
  shifts: Shifts,
): void {
  for (const { id, position, frame } of items) {
    const target = own(places, id);
    const shift = frame === undefined ? undefined : shifts.get(frame);
    if (target) place(position, target);
    else if (shift) place(position, { x: position.x + shift.x, y: position.y + shift.y });
  }
}

function moveLabel(
  context: CommandContext,
  { nodes = {}, frames = {}, notes = {} }: Places,
): string {
  const ids = Object.keys(nodes);
  const others = Object.keys(frames).length + Object.keys(notes).length;
  const [only] = ids;
  if (ids.length === 1 && only !== undefined && others === 0) {
    const node = findNodeById(context, only);
    return node.ok ? `Move ${titleOf(context, node.value)}` : 'Move node';
  }
  if (others === 0) return `Move ${count(ids.length, 'node')}`;
  if (ids.length === 0 && others === 1)
    return Object.keys(frames).length ? 'Move frame' : 'Move note';
  return `Move ${count(ids.length + others, 'item')}`;
}
