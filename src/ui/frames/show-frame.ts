import { own } from '../../common/own.ts';
import { useDocument } from '../document/document-store.ts';
import { decodePicture } from '../history/encode.ts';
import { pictures } from '../results/pictures.ts';
import { savedResults } from '../results/saved-results.ts';
import { showSaved } from '../run/node-runs.ts';
import { type NodePlan, nameOf, useRun } from '../run/run-store.ts';
import { stalePicture, useFilm } from './film-store.ts';
import type { FrameEntry } from './frame-entry.ts';
import { readFrame } from './frame-storage.ts';

let serial = 0;
let held = false;

/** Shows the pictures of the frame that is shown, as soon as they are known, on every node that has one. */
export function startShowing(): void {
  useDocument.subscribe((state, before) => {
    const moved = state.frame !== before.frame || state.variant !== before.variant;
    if (moved || state.id !== before.id) void showFramePictures();
  });
  useFilm.subscribe((state, before) => {
    if (state.keys !== before.keys || state.stored !== before.stored) void showFramePictures();
  });
}

/** While a film plays, what plays it shows the pictures. */
export function holdShowing(hold: boolean): void {
  held = hold;
  if (!hold) void showFramePictures();
}

async function showFramePictures(): Promise<void> {
  serial += 1;
  const mine = serial;
  const { frame, variant } = useDocument.getState();
  const { keys, stored, running } = useFilm.getState();
  const nodes = keys?.frames[frame]?.nodes;
  if (held || !nodes || running.has(frame)) return;
  const { plan: before } = useRun.getState();
  const plans = Object.fromEntries(
    [...nodes].map(([node, key]): [string, NodePlan] => {
      const planned = own(before, node);
      const known = planned?.key === key && planned.cached;
      return [node, { key, cached: stored.has(key) || known }];
    }),
  );
  useRun.setState(({ plan }) => ({ plan: { ...plan, ...plans } }));
  showSaved(plans);
  for (const [node, key] of nodes) {
    const entry = stored.get(key);
    if (entry && !savedResults.get(key)?.picture) {
      if (!(await recall(entry)) || mine !== serial) continue;
      showSaved({ [node]: { key, cached: true } });
    } else if (!entry && !savedResults.get(key)) {
      const old = stalePicture(useFilm.getState(), nameOf(variant), frame, node);
      if (old) await showStale(old, () => mine === serial);
    }
    if (mine !== serial) return;
  }
}

/** @returns whether the picture could be read. */
async function recall(entry: FrameEntry): Promise<boolean> {
  const { key, width, height, ms } = entry;
  try {
    const blob = await readFrame(key);
    if (!blob) return false;
    const pixels = await decodePicture(blob);
    savedResults.put(key, {
      picture: { width, height, pixels, final: true },
      ...(entry.whole && { run: { ms, seeds: [] } }),
      ms,
      graph: useDocument.getState().shown,
    });
    return true;
  } catch {
    // What cannot be read is rendered again.
    return false;
  }
}

/** What the frame was before its values changed, marked as that. */
async function showStale(entry: FrameEntry, isWanted: () => boolean): Promise<void> {
  const there = savedResults.get(entry.key)?.picture !== undefined || (await recall(entry));
  const picture = savedResults.get(entry.key)?.picture;
  const { node, key } = entry;
  const status = useRun.getState().nodes[node]?.status;
  if (!there || !picture || !isWanted() || status === 'running' || status === 'waiting') return;
  pictures.set(node, picture);
  useRun.setState(({ nodes }) => ({ nodes: { ...nodes, [node]: { status: 'done', key } } }));
}
