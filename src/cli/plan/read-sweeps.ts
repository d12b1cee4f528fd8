import { fail, ok, type Problem, type Result } from '../../common/result.ts';
import { setExposed } from '../../graph/addressing/exposed.ts';
import { setFromText } from '../../graph/addressing/set-from-text.ts';
import type { CommandOf } from '../../graph/commands/command.ts';
import { paramWords } from '../../graph/definition/param-words.ts';
import type { Document } from '../../graph/document/document.ts';
import { inSentence } from '../../graph/document/names.ts';
import { mostInSweep, type SweepAxis, sweepCount } from '../../graph/document/sweep.ts';
import { catalog } from '../../nodes/catalog.ts';

/**
 * Reads every `--sweep`: `NODE.PARAM=a,b,c`, or `FLAG=a,b,c` with a flag of the graph. A value that
 * is a list itself is typed with spaces: `layer="mixed3 mixed4:0.5,mixed5"`.
 * Problems: those of `--set`, `bad-sweep`, `sweep-too-large`.
 */
export function readSweeps(
  document: Document,
  texts: readonly string[],
): Result<readonly SweepAxis[]> {
  if (texts.length > 2) {
    return fail(
      bad(
        `--sweep is given ${texts.length} times, but a sheet has two axes.`,
        'Give it at most twice.',
      ),
    );
  }
  const axes: SweepAxis[] = [];
  for (const text of texts) {
    const axis = readSweep(document, text);
    if (!axis.ok) {
      return fail({ ...axis.problem, message: `--sweep ${text}: ${axis.problem.message}` });
    }
    axes.push(axis.value);
  }
  const [first, second] = axes;
  if (first && first.node === second?.node && first.param === second.param) {
    return fail(
      bad(`Both sweeps change ${axisName(document, first)}.`, 'Put all of its values into one.'),
    );
  }
  const count = sweepCount(axes);
  if (count <= mostInSweep) return ok(axes);
  const sides = axes.map(({ values }) => values.length).join(' x ');
  return fail({
    code: 'sweep-too-large',
    message: `The sweep makes ${count} pictures (${sides}); the most is ${mostInSweep}.`,
    remedy: 'Leave some values out.',
  });
}

/** "Octave Merge, strength" */
export function axisName(
  document: Document,
  { node, param }: Pick<SweepAxis, 'node' | 'param'>,
): string {
  const words = paramWords(document, catalog, { node, param, value: undefined });
  return `${words.node}, ${inSentence(words.param)}`;
}

function readSweep(document: Document, text: string): Result<SweepAxis> {
  const equals = text.indexOf('=');
  const target = text.slice(0, Math.max(0, equals)).trim();
  if (target === '') {
    return fail(
      bad('It has no values.', 'Write NODE.PARAM=a,b,c, such as merge.strength=0.5,1,2.'),
    );
  }
  const settings: CommandOf<'set-param'>[] = [];
  // Text in brackets, such as the channels of a layer, is one value.
  for (const typed of text.slice(equals + 1).split(/,(?![^[]*\])/)) {
    const set = setting(document, target, typed.trim());
    if (!set.ok) return set;
    settings.push(set.value);
  }
  const [{ node, param }] = settings as [CommandOf<'set-param'>];
  const values = settings.map(({ value }) => ({
    value,
    label: paramWords(document, catalog, { node, param, value }).value,
  }));
  return ok({ node, param, values });
}

/** Ids may contain dots, flags do not. */
function setting(document: Document, target: string, value: string) {
  return target.includes('.')
    ? setFromText(document, catalog, `${target}=${value}`)
    : setExposed(document, catalog, target, value);
}

function bad(message: string, remedy: string): Problem {
  return { code: 'bad-sweep', message, remedy };
}
