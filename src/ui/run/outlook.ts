import { own } from '../../common/own.ts';
import { type Problem, problemText } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { inSentence, nodeTitle, partTitle } from '../../graph/document/names.ts';
import { type Compilation, estimate, stepsToRun } from '../../runtime/browser.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { shownBytes, shownDuration } from '../kit/durations.ts';
import { costs } from './progress.ts';
import type { Outlook } from './run-store.ts';

export function outlookOf(
  document: Document,
  { plan, errors }: Compilation,
  cached: ReadonlySet<string>,
): Outlook {
  const [problem] = errors;
  if (problem)
    return { ...problemOutlook(document, problem), ...(plan.steps.length > 0 && timed()) };
  if (stepsToRun(plan, cached).length === 0) return { text: 'Nothing changed since the last run' };
  const { ms, bytes } = timed();
  return { text: about(ms), ms, bytes, help: `${about(ms)}, ${shownBytes(bytes)} of memory` };

  function timed() {
    const { seconds, bytes } = estimate(stepsToRun(plan, cached), plan, costs, cached);
    return { ms: 1000 * seconds, bytes };
  }
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
