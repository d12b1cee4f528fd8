import { own } from '../../common/own.ts';
import { type Problem, problemText } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { type Compilation, estimate, stepsToRun } from '../../runtime/browser.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { shownBytes, shownDuration } from '../kit/durations.ts';
import { nothingChanged } from './outcome.ts';
import { costs } from './progress.ts';
import type { Outlook } from './run-store.ts';

export function outlookOf(
  document: Document,
  { plan, errors }: Compilation,
  cached: ReadonlySet<string>,
  unfinished: ReadonlyMap<string, number> = new Map(),
): Outlook {
  const [problem] = errors;
  if (problem)
    return { ...problemOutlook(document, problem), ...(plan.steps.length > 0 && timed()) };
  if (stepsToRun(plan, cached).length === 0) return { text: nothingChanged };
  const { ms, bytes } = timed();
  const tooLarge = memoryWarning(bytes);
  const from = stepsToRun(plan, cached).flatMap(
    ({ memoKey = '' }) => unfinished.get(memoKey) ?? [],
  );
  const [octave] = from;
  const time = octave === undefined ? about(ms) : `Go on from octave ${octave}`;
  const help = tooLarge ?? `${about(ms)}, ${shownBytes(bytes)} of memory`;
  return { text: tooLarge ? `${time}, much memory` : time, ms, bytes, help, tooLarge };

  function timed() {
    const { seconds, bytes } = estimate(stepsToRun(plan, cached), plan, costs, cached);
    return { ms: 1000 * seconds, bytes };
  }
}

/**
 * That a run needs more memory than there is, as far as the browser says: it rounds, and says 8 GB of
 * larger machines too.
 */
export function memoryWarning(bytes: number, device = deviceMemory()): string | undefined {
  if (device === undefined || bytes <= device * 2 ** 30) return undefined;
  return `Needs about ${shownBytes(bytes)} of memory, and the browser reports ${device} GB. Make the picture smaller if it fails.`;
}

/** Gibibytes; not every browser tells. */
function deviceMemory(): number | undefined {
  return (globalThis.navigator as { readonly deviceMemory?: number } | undefined)?.deviceMemory;
}

/** "about 38 s" */
export function about(ms: number): string {
  return `about ${shownDuration(ms)}`;
}

function problemOutlook(document: Document, problem: Problem): Outlook {
  const { node } = problem;
  return { text: missingInWords(document, problem), help: problemText(problem), node };
}

/** "Gradient Ascent has no objective" */
function missingInWords(
  document: Document,
  { code, node: id, input, param, message }: Problem,
): string {
  const node = graphIndex(document).nodes.get(id ?? '');
  if (!node) return code === 'no-output' ? 'No output: add a Save Image' : message;
  const definition = definitionOf(node);
  const title = nodeTitle(node, definition);
  if (code === 'missing-input' && input !== undefined) {
    return `${title} has no ${inSentence(partTitle(input, own(definition?.inputs, input)))}`;
  }
  if (code === 'no-file' && param !== undefined) {
    return `${title} has no ${inSentence(partTitle(param, own(definition?.params, param)))}`;
  }
  return message;
}
