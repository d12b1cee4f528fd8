import { type Problem, problemText } from '../../common/result.ts';
import { findDefinition } from '../../graph/definition/definition.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { graphIndex, upstreamOf } from '../../graph/document/graph-index.ts';
import { isActive, paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';
import type { WorkerStatus } from '../../runtime/browser.ts';
import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { type BackendName, backendNames, backendTitle, useBackends } from '../run/backends.ts';
import { useRun } from '../run/run-store.ts';
import { runAgain } from '../run/runner.ts';
import { worker } from '../run/worker.ts';
import { notify, openDialog } from '../session/session-store.ts';

/** Something that a person can do at once about a run that failed. */
export interface Remedy {
  /** "Go on with WebGL", "Try at 512 px" */
  readonly label: string;
  readonly act: () => void;
}

/** What helps on another backend, where the graphics card was at work. */
const ofGraphics = [
  'backend-lost',
  'context-lost',
  'out-of-memory',
  'worker-died',
  'worker-hung',
  'fault',
  'gradient-not-finite',
];
/** What helps with a smaller picture. */
const ofSize = ['backend-lost', 'context-lost', 'out-of-memory', 'worker-died', 'worker-hung'];
/** Long sides that a picture is made smaller to. */
const sides = [512, 256];

/** What helps when the file of a network is not here. */
const ofFiles = ['file', 'file-not-kept', 'not-asked'];

/** @param node at which the run failed. */
export function remedyFor({ code }: Problem, node: string): Remedy | undefined {
  if (ofFiles.includes(code)) return chooseFile(node);
  const next = ofGraphics.includes(code) ? nextBackend(useRun.getState().worker) : undefined;
  if (next) return { label: `Go on with ${backendTitle(next)}`, act: () => void goOnWith(next) };
  if (!ofSize.includes(code)) return undefined;
  const { shown } = useDocument.getState();
  for (const side of sides) {
    const changes = smaller(shown, node, side);
    if (changes.length === 0) continue;
    const label = `Try at ${side} px`;
    return {
      label,
      act: () => {
        performTogether(`Make the picture ${side} px`, changes);
        void runAgain();
      },
    };
  }
  return undefined;
}

function chooseFile(node: string): Remedy | undefined {
  const found = graphIndex(useDocument.getState().shown).nodes.get(node);
  if (found?.type !== 'load-network') return undefined;
  return { label: 'Choose the network', act: () => openDialog({ kind: 'networks', node }) };
}

/** What to compute on when the graphics card fails. */
function nextBackend(status: WorkerStatus): BackendName | undefined {
  const now = status.state === 'ready' ? status.info.report.backend : undefined;
  if (now !== 'webgpu' && now !== 'webgl') return undefined;
  const { trials = [] } = useBackends.getState();
  const isRefused = (name: BackendName) =>
    trials.some((trial) => trial.name === name && trial.outcome === 'refused');
  return backendNames.slice(backendNames.indexOf(now) + 1).find((name) => !isRefused(name));
}

/** For this visit: the person's choice stays what it is. */
async function goOnWith(backend: BackendName): Promise<void> {
  const changed = await worker().useBackend({ backend, deterministic: false });
  if (changed.ok) await runAgain();
  else notify(problemText(changed.problem), 'alert', 'run');
}

/** Changes after which no picture that the node depends on is made longer than a side. */
function smaller(document: Document, node: string, side: number) {
  const index = graphIndex(document);
  return [...upstreamOf(index, node)].flatMap((id) => {
    const found = index.nodes.get(id);
    const driven = new Set(index.into.get(id)?.map(({ to }) => to.input));
    const sized = found ? sizesOf(found).filter(([param]) => !driven.has(param)) : [];
    const longest = Math.max(0, ...sized.map(([, value]) => value));
    if (longest <= side) return [];
    return sized.map(([param, value]) => ({
      type: 'set-param' as const,
      node: id,
      param,
      value: Math.max(1, Math.round((value * side) / longest)),
    }));
  });
}

/** The values of a node that are sides of its picture, in pixels. */
function sizesOf({ type, params }: DocumentNode): readonly (readonly [string, number])[] {
  const definition = findDefinition(catalog, type);
  return ['size', 'width', 'height'].flatMap((name) => {
    const spec = definition?.params[name];
    if (!definition || spec?.unit !== 'px' || !isActive(definition, params, spec)) return [];
    const value = paramValue(params, name, spec);
    return typeof value === 'number' ? [[name, value] as const] : [];
  });
}
