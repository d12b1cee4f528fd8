import { parseDocument } from '../../graph/file/parse.ts';
import { catalog } from '../../nodes/catalog.ts';
import { savedResults } from '../results/saved-results.ts';
import { showSaved } from '../run/node-runs.ts';
import { useRun } from '../run/run-store.ts';
import { useVariantPlans } from '../run/variant-plans.ts';
import { decodePicture } from './encode.ts';
import { findByKey, readPicture } from './history-storage.ts';

/** Keys that were looked for in the history since the graph was opened. */
const asked = new Set<string>();

/**
 * After a reload the graph and its variants show what the history has of them. A key stands for all
 * values that a picture is made of, so nothing is shown that these values did not make.
 */
export function startRecalling(): void {
  useVariantPlans.subscribe(({ plans }) => {
    // Another graph was opened, and the results of this one are forgotten.
    if (plans.size === 0) asked.clear();
    for (const { key } of plans.values()) {
      if (key === undefined || asked.has(key) || savedResults.get(key)) continue;
      asked.add(key);
      // What cannot be read is made again by a run.
      recall(key).catch(() => {});
    }
  });
}

async function recall(key: string): Promise<void> {
  const found = await findByKey(key);
  if (!found.ok || !found.value) return;
  const read = await readPicture(found.value.id);
  if (!read.ok) return;
  const parsed = parseDocument(read.value.document, catalog);
  if (!parsed.ok) return;
  const pixels = await decodePicture(read.value.picture);
  // A run may have been quicker.
  if (savedResults.get(key)) return;
  const { width, height, ms, objective, seeds, profile } = found.value;
  savedResults.put(key, {
    picture: { width, height, pixels, final: true },
    run: { ms, objective, seeds },
    graph: parsed.value.document,
    profile,
  });
  showSaved(useRun.getState().plan);
}
