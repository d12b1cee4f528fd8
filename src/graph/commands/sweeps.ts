import { ok, type Result } from '../../common/result.ts';
import { freeName, idMaker } from '../document/ids.ts';
import { count } from '../document/names.ts';
import { mostInSweep, sweepCount, sweepVariants } from '../document/sweep.ts';
import type { CommandOf } from './command.ts';
import {
  all,
  type CommandContext,
  checkValue,
  type Draft,
  type Edit,
  findItem,
  findParam,
  problem,
} from './edit.ts';
import { keepSweeps } from './sweep-membership.ts';
import { checkChanges } from './variant-values.ts';

export function createSweep(
  context: CommandContext,
  command: CommandOf<'create-sweep'>,
): Result<Edit> {
  const { document } = context;
  const { axes, name } = command;
  const fits = checkAxes(context, command);
  if (!fits.ok) return fits;
  const params = checkChanges(context, command.params ?? {});
  if (!params.ok) return params;
  const others = document.sweeps ?? [];
  const id = idMaker(others.map((sweep) => sweep.id))('sweep');
  const names = others.map((sweep) => sweep.name);
  const sweep = { id, name: freeName(name.trim() || 'Sweep', names), axes };
  const taken = document.variants.map((variant) => variant.name);
  const variants = sweepVariants(document, axes).map((variant) => {
    const own = { ...variant, name: freeName(variant.name, taken), sweep: id };
    taken.push(own.name);
    const nodes = new Set([...Object.keys(params.value), ...Object.keys(variant.params)]);
    const merged = [...nodes].map((node) => [
      node,
      { ...params.value[node], ...variant.params[node] },
    ]);
    return { ...own, params: Object.fromEntries(merged) };
  });
  return ok({
    label: `Create sweep ${sweep.name}`,
    created: [id, ...variants.map((variant) => variant.id)],
    change: (draft) => {
      draft.variants.push(...(variants as unknown as Draft['variants']));
      draft.sweeps = [
        ...(draft.sweeps ?? []),
        sweep as unknown as NonNullable<Draft['sweeps']>[number],
      ];
    },
  });
}

function checkAxes(context: CommandContext, { axes }: CommandOf<'create-sweep'>): Result<unknown> {
  const [first, second] = axes;
  if (!first || axes.length > 2) {
    return problem('bad-sweep', 'A sweep runs over one or two parameters.', 'Choose them.');
  }
  if (first.node === second?.node && first.param === second.param) {
    return problem('bad-sweep', 'Both sides change the same parameter.', 'Choose another for one.');
  }
  const pictures = sweepCount(axes);
  if (pictures === 0) return problem('bad-sweep', 'There is no value to sweep over.', 'Give some.');
  if (pictures > mostInSweep) {
    return problem(
      'sweep-too-large',
      `The sweep makes ${count(pictures, 'picture')}; the most is ${mostInSweep}.`,
      'Leave some values out.',
    );
  }
  return all(
    axes.flatMap(({ node, param, values }): Result<unknown>[] => {
      const found = findParam(context, node, param);
      return found.ok ? values.map(({ value }) => checkValue(found.value, value)) : [found];
    }),
  );
}

export function renameSweep(
  context: CommandContext,
  command: CommandOf<'rename-sweep'>,
): Result<Edit> {
  const sweeps = context.document.sweeps ?? [];
  const found = findItem(sweeps, command.sweep, 'sweep');
  if (!found.ok) return found;
  const name = command.name.trim();
  if (name === '') return problem('bad-name', 'A sweep needs a name.', 'Type at least one letter.');
  return ok({
    label: `Rename sweep ${found.value.name}`,
    change: (draft) => {
      const sweep = draft.sweeps?.find(({ id }) => id === command.sweep);
      if (sweep) sweep.name = name;
    },
  });
}

export function deleteSweep(
  context: CommandContext,
  command: CommandOf<'delete-sweep'>,
): Result<Edit> {
  const found = findItem(context.document.sweeps ?? [], command.sweep, 'sweep');
  if (!found.ok) return found;
  return ok({
    label: `Delete sweep ${found.value.name}`,
    change: (draft) => {
      draft.variants = draft.variants.filter(({ sweep }) => sweep !== command.sweep);
      keepSweeps(draft, (id) => id !== command.sweep);
    },
  });
}
