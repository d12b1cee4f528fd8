import { catalog } from '../../nodes/catalog.ts';
import { compile, type Diagnostic, type Environment } from '../../runtime/client.ts';
import { useDocument } from '../document/document-store.ts';
import { keepUnchanged } from './keep-unchanged.ts';
import { nodePlans } from './node-plans.ts';
import { swapNodes } from './node-runs.ts';
import { useRun } from './run-store.ts';
import { showKept } from './show-kept.ts';
import { planVariants } from './variant-plans.ts';
import { onCacheChange, worker } from './worker.ts';

const pause = 150;

let timer: ReturnType<typeof setTimeout> | undefined;
let round = 0;

/**
 * Keeps the marks on the nodes true: what is cached, stale, or would run. Results that were made
 * with the same values before are shown at once.
 */
export function startPlanner(): void {
  useDocument.subscribe((state, before) => {
    if (state.id === before.id && state.variant !== before.variant) {
      swapNodes(before.variant, state.variant);
      schedule(0);
    } else if (state.document !== before.document) schedule();
  });
  useRun.subscribe((state, before) => {
    const started = state.current?.id !== before.current?.id;
    if (started || state.worker.state !== before.worker.state) schedule();
  });
  onCacheChange(schedule);
  schedule();
}

function schedule(after = pause): void {
  clearTimeout(timer);
  timer = setTimeout(() => void plan(), after);
}

async function plan(): Promise<void> {
  round += 1;
  const mine = round;
  const { document, shown } = useDocument.getState();
  const found = await worker().environment(document);
  // Another plan may have begun while the files were hashed.
  if (!found.ok || mine !== round || useDocument.getState().shown !== shown) return;
  const environment = withLastSeeds(found.value);
  const compiled = compile(shown, catalog, { environment });
  const plan = nodePlans(shown, environment, compiled.plan, worker().cachedKeys());
  const before = useRun.getState();
  useRun.setState({
    plan: keepUnchanged(before.plan, plan),
    diagnostics: keepUnchanged(before.diagnostics, byNode(compiled.diagnostics)),
  });
  showKept(plan);
  planVariants(document, environment);
}

/** A random seed counts as the one that was drawn last, so that its result is not called stale. */
function withLastSeeds(environment: Environment): Environment {
  const { seeds } = useRun.getState();
  return {
    ...environment,
    seed: (node, param) => seeds[`${node}.${param}`] ?? environment.seed(node, param),
  };
}

function byNode(
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
