import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { savedResults } from '../results/saved-results.ts';
import { showSaved } from '../run/node-runs.ts';
import { useRun } from '../run/run-store.ts';
import { useVariantPlans } from '../run/variant-plans.ts';
import { decodePicture } from './encode.ts';
import type { HistoryEntry } from './history-entry.ts';
import { findByKeys, readPicture } from './history-storage.ts';

/** Keys that were looked for in the history since the graph was opened. */
const asked = new Set<string>();

/**
 * After a reload the graph and its variants show what the history has of them. A key stands for all
 * values that a picture is made of, so nothing is shown that these values did not make.
 */
export function startRecalling(): void {
  useVariantPlans.subscribe(({ plans }) => {
    // Another graph was opened, and the results of this one are forgotten.
    if (plans.size === 0) return asked.clear();
    const wanted = new Set(
      plannedKeys().filter((key) => !asked.has(key) && !savedResults.get(key)),
    );
    if (wanted.size === 0) return;
    for (const key of wanted) asked.add(key);
    void recall([...wanted]);
  });
}

/** Of all that a run would be for in any variant, and of each node of the shown one: it may have been run to. */
function plannedKeys(): readonly string[] {
  const plans = [...useVariantPlans.getState().plans.values()];
  const targets = plans.flatMap(({ plan }) =>
    plan.targets.flatMap(({ step }) => plan.steps[step]?.key ?? []),
  );
  return [...targets, ...Object.values(useRun.getState().plan).map(({ key }) => key)];
}

async function recall(keys: readonly string[]): Promise<void> {
  const found = await findByKeys(keys);
  // What cannot be read is made again by a run.
  for (const entry of found.ok ? found.value : []) await show(entry).catch(() => {});
}

async function show(entry: HistoryEntry): Promise<void> {
  const read = await readPicture(entry.id);
  if (!read.ok) return;
  const parsed = parseDocument(read.value.document, catalog);
  if (!parsed.ok) return;
  const pixels = await decodePicture(read.value.picture);
  const { key, width, height, ms, objective, seeds, profile } = entry;
  // A run may have been quicker.
  if (savedResults.get(key)) return;
  savedResults.put(key, {
    picture: { width, height, pixels, final: true },
    run: { ms, objective, seeds },
    graph: parsed.value.document,
    profile,
  });
  showSaved(useRun.getState().plan);
}
