import { catalog } from '../../nodes/catalog.ts';
import { compile, type Diagnostic, type Environment } from '../../runtime/client.ts';
import { useDocument } from '../document/document-store.ts';
import { nodePlans } from './node-plans.ts';
import { useRun } from './run-store.ts';
import { onCacheChange, worker } from './worker.ts';

const pause = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let round = 0;

/** Keeps the marks on the nodes true: what is cached, stale, or would run. */
export function startPlanner(): void {
  useDocument.subscribe((state, before) => {
    if (state.document !== before.document) schedule();
  });
  useRun.subscribe((state, before) => {
    if (state.worker.state !== before.worker.state || state.current !== before.current) schedule();
  });
  onCacheChange(schedule);
  schedule();
}

function schedule(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void plan(), pause);
}

async function plan(): Promise<void> {
  round += 1;
  const mine = round;
  const { document } = useDocument.getState();
  const found = await worker().environment(document);
  // Another plan may have begun while the files were hashed.
  if (!found.ok || mine !== round || useDocument.getState().document !== document) return;
  const environment = withLastSeeds(found.value);
  const compiled = compile(document, catalog, { environment });
  const plan = nodePlans(document, environment, compiled.plan, worker().cachedKeys());
  useRun.setState({ plan, diagnostics: byNode(compiled.diagnostics) });
}

/** A random seed counts as the one that was drawn last, so that its result is not called stale. */
function withLastSeeds(environment: Environment): Environment {
  const { seeds } = useRun.getState();
  return {
    ...environment,
    seed: (node, param) => seeds[`${node}.${param}`] ?? environment.seed(node, param),
  };
}

export function byNode(
  diagnostics: readonly Diagnostic[],
): Readonly<Record<string, readonly Diagnostic[]>> {
  const found: Record<string, Diagnostic[]> = {};
  for (const diagnostic of diagnostics) {
    if (diagnostic.node === undefined) continue;
    const own = found[diagnostic.node];
    if (own) own.push(diagnostic);
    else found[diagnostic.node] = [diagnostic];
  }
  return found;
}
