import { basename } from 'node:path';
import { ok, type Problem, type Result } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import type { CliFiles } from '../access/file-access.ts';
import { formatOfPath } from '../files/picture-format.ts';
import { claim, letGo } from '../files/temporary-files.ts';
import { checkWritable } from '../files/write-file.ts';
import { type Options, usage } from '../options/options.ts';
import type { Batch } from '../plan/plan-batch.ts';
import type { Terminal } from '../terminal/progress-bar.ts';
import { createCarrier } from './carried-graph.ts';
import { checkInputs, filesRead, type InputFiles, isFree } from './input-files.ts';
import { filesOf, type Named, nameOutputs } from './name-outputs.ts';
import { baseOfPath } from './output-paths.ts';

/** Every file that a command will write. */
export interface Outputs extends Named {
  /** Why they are called otherwise than usual; null: they are not. */
  readonly note: Problem | null;
}

interface Context {
  readonly document: Document;
  readonly options: Options;
  readonly files: CliFiles;
  readonly terminal: Terminal;
}

/**
 * Names the files, before any work, and checks that each can be written, in a format that its name
 * says, and is not one that the command reads. What lies under a name that nobody asked for is
 * replaced only by the same picture; otherwise the new ones get a number.
 */
export async function planOutputs(batch: Batch, context: Context): Promise<Result<Outputs>> {
  const { options } = context;
  const inputs = await filesRead(context.document, options);
  const carry = createCarrier(context.files);
  const base = options.output === null ? null : baseOfPath(options.output);
  const named = (number: number | null) =>
    nameOutputs(batch, { options, carry, number, baseOf: () => base });
  const plain = await named(null);
  const asked = options.output !== null || options.force;
  let chosen = plain;
  for (let number = 2; !asked && (await isTaken(chosen, inputs)); number++) {
    chosen = await named(number);
  }
  const paths = filesOf(chosen).map(({ path }) => path);
  const misuse = options.output === '-' ? misuseOfOutput(paths.length, context.terminal) : null;
  if (misuse) return misuse;
  for (const path of paths.filter((each) => each !== '-')) {
    const format = formatOfPath(path);
    const writable = format.ok ? await checkWritable(path) : format;
    if (!writable.ok) return writable;
  }
  const clash = await checkInputs(paths, options, inputs);
  if (!clash.ok) return clash;
  return ok({ ...chosen, note: chosen === plain ? null : renamed(plain, chosen) });
}

/** Standard output takes one picture, and not to be looked at. */
function misuseOfOutput(count: number, { stdout }: Terminal) {
  if (count > 1) {
    return usage(`-o - takes one picture, and this run writes ${count}.`, 'Name a file.');
  }
  if (!stdout.isTTY) return null;
  return usage('-o - would write a picture to the terminal.', 'Write -o - > dream.png.');
}

/**
 * Whether a file is there that is not the same picture from before, or is about to be: what is free is
 * claimed, for another run may look for a name at the same moment.
 */
async function isTaken(named: Named, inputs: InputFiles): Promise<boolean> {
  const files = filesOf(named);
  for (const { path, graph } of files) {
    if (!claim(path) || (await inputs.has(path)) || !(await isFree(path, graph))) {
      for (const other of files) letGo(other.path);
      return true;
    }
  }
  return false;
}

function renamed(plain: Named, chosen: Named): Outputs['note'] {
  const [[before], [now]] = [filesOf(plain), filesOf(chosen)];
  const name = basename(before?.path ?? '');
  return {
    code: 'renamed',
    message: `${name} is there already, so this picture is written as ${basename(now?.path ?? '')}.`,
    remedy: 'Choose a name with -o, or replace it with --force.',
  };
}
