import { argv, exit, resourceUsage, stdout } from 'node:process';
import { createFiles } from '../../src/cli/access/file-access.ts';
import { openPreset } from '../../src/cli/graph/open-graph.ts';
import { problemText, type Result } from '../../src/common/result.ts';
import type { Document } from '../../src/graph/document/document.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { compile, createCostModel, type Local, openLocal } from '../../src/runtime/node.ts';
import { estimate } from '../../src/runtime/planning/cost-model.ts';
import { stepsToRun } from '../../src/runtime/planning/needs.ts';

/**
 * `estimated-run.ts WIDTH`: a process that learns the speed of this machine from a small dream, and
 * says what it expects of a larger one and what that took. In a process of its own, since memory
 * that a process has had at its peak is not told apart by run.
 */
export interface EstimatedRun {
  readonly width: number;
  readonly seconds: number;
  readonly expectedSeconds: number;
  readonly peakBytes: number;
  readonly expectedBytes: number;
}

/** Width of the dream that the speed is learned from. */
const learnedFrom = 320;
const nothing: ReadonlySet<string> = new Set();
const costs = createCostModel(catalog);

const local = expectOk(await openLocal({ ...createFiles(), backend: 'wasm' }));
const document = expectOk(await openPreset('deepdream')).document;
await dream(local, learnedFrom);
stdout.write(JSON.stringify(await dream(local, Number(argv[2]))));
local.close();
exit(0);

async function dream(local: Local, width: number): Promise<EstimatedRun> {
  const sized = atWidth(document, width);
  const environment = await local.environment(sized);
  const { plan } = compile(sized, catalog, { environment });
  const expected = estimate(stepsToRun(plan, nothing), plan, costs);
  const { report } = await local.run(plan);
  if (report.end !== 'done') throw new Error(`The dream ended as ${report.end}.`);
  for (const { step, ms, cached } of report.steps) {
    const made = plan.steps[step];
    if (made && !cached) costs.learn(made, plan, ms);
  }
  return {
    width,
    seconds: report.ms / 1000,
    expectedSeconds: expected.seconds,
    peakBytes: resourceUsage().maxRSS * 1024,
    expectedBytes: expected.bytes,
  };
}

/** With one octave and two steps: a large picture need not take an hour. */
function atWidth(from: Document, width: number): Document {
  const changes: Readonly<Record<string, object>> = {
    'load-image': { fit: 'cover', width, height: Math.round(width * 0.75) },
    'octave-split': { count: 1 },
    'gradient-ascent': { iterations: 2 },
  };
  const nodes = from.nodes.map((node) => ({
    ...node,
    params: { ...node.params, ...changes[node.type] },
  }));
  return { ...from, nodes };
}

function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(problemText(result.problem));
  return result.value;
}
