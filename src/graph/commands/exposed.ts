import { ok, type Result } from '../../common/result.ts';
import { idMaker } from '../document/ids.ts';
import { closest } from '../document/names.ts';
import type { CommandOf } from './command.ts';
import { type CommandContext, type Edit, findParam, problem } from './edit.ts';

export function expose(context: CommandContext, command: CommandOf<'expose'>): Result<Edit> {
  const { node, param } = command;
  const found = findParam(context, node, param);
  if (!found.ok) return found;
  const { exposed } = context.document;
  const already = exposed.find((entry) => entry.node === node && entry.param === param);
  if (already) {
    return problem('already-exposed', `This parameter is exposed as "${already.name}" already.`);
  }
  const names = exposed.map(({ name }) => name);
  const free = idMaker(names, 60)(flagName(param));
  const checked = checkName(command.name ?? free, names);
  if (!checked.ok) return checked;
  return ok({
    label: `Expose ${found.value.name}`,
    change: (draft) => void draft.exposed.push({ name: checked.value, node, param }),
  });
}

export function hide(context: CommandContext, { name }: CommandOf<'hide'>): Result<Edit> {
  const known = findExposed(context, name);
  if (!known.ok) return known;
  return ok({
    label: `Hide ${name}`,
    change: (draft) => {
      draft.exposed = draft.exposed.filter((entry) => entry.name !== name);
    },
  });
}

export function renameExposed(
  context: CommandContext,
  { name, to }: CommandOf<'rename-exposed'>,
): Result<Edit> {
  const known = findExposed(context, name);
  if (!known.ok) return known;
  const others = context.document.exposed
    .map((entry) => entry.name)
    .filter((other) => other !== name);
  const checked = checkName(to, others);
  if (!checked.ok) return checked;
  return ok({
    label: `Rename ${name}`,
    change: (draft) => {
      for (const entry of draft.exposed) if (entry.name === name) entry.name = checked.value;
    },
  });
}

function findExposed({ document }: CommandContext, name: string): Result<undefined> {
  const names = document.exposed.map((entry) => entry.name);
  if (names.includes(name)) return ok(undefined);
  return problem('unknown-exposed', `No parameter is exposed as "${name}".${closest(name, names)}`);
}

/** A name is a flag of the command, so it is a word of small letters, digits and dashes. */
function checkName(name: string, taken: readonly string[]): Result<string> {
  if (!/^[a-z][a-z\d-]{0,59}$/.test(name)) {
    return problem(
      'bad-name',
      `"${name}" cannot be a flag.`,
      'Use small letters, digits and dashes, beginning with a letter.',
    );
  }
  if (!taken.includes(name)) return ok(name);
  return problem('taken-name', `"${name}" is exposed already.`, 'Use another name.');
}

/** `smallestSide` becomes `smallest-side`. */
function flagName(key: string): string {
  const name = key
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'value' : name;
}
