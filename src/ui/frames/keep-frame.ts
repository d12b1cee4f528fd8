import { ok, type Result } from '../../common/result.ts';
import type { RgbaPicture, RunResult } from '../../runtime/browser.ts';
import { encodePicture } from '../history/encode.ts';
import type { VariantRun } from '../run/run-events.ts';
import { nameOf } from '../run/run-store.ts';
import { noteStored, useFilm } from './film-store.ts';
import { filmTarget } from './frame-keys.ts';
import { type NewFrame, storeFrame } from './frame-storage.ts';

/** What a frame has come to. */
export interface Made {
  readonly run: VariantRun & { readonly frame: number };
  readonly result: RunResult;
  /** By the key of the step. */
  readonly previews: ReadonlyMap<string, Preview>;
}

/** The final picture of a node on the way, which may be smaller than it is. */
export interface Preview {
  readonly node: string;
  readonly picture: RgbaPicture;
}

/**
 * Keeps the pictures of a frame that was rendered: its targets bit for bit, and small ones of the
 * nodes on the way. Problems: those of `storeFrame`, of a target.
 * @param key of the frame.
 */
export async function keepFrame(key: string, made: Made): Promise<Result<void>> {
  const { run, result, previews } = made;
  const target = filmTarget(run.plan);
  const { stored } = useFilm.getState();
  const keyOf = (step: number) => run.plan.steps[step]?.key ?? '';
  const targets = new Set(result.pictures.map(({ step }) => keyOf(step)));
  for (const [own, { node, picture }] of previews) {
    if (targets.has(own) || stored.has(own)) continue;
    const { thumbnail } = await encodePicture(picture);
    await store(made, { key: own, node, whole: false }, picture, { picture: thumbnail });
  }
  // The one that says that the frame is there comes last.
  const pictures = [...result.pictures].sort(
    (a, b) => Number(a.node === target) - Number(b.node === target),
  );
  for (const { node, step, picture } of pictures) {
    const own = node === target ? key : keyOf(step);
    const files = await encodePicture(picture);
    const kept = await store(made, { key: own, node, whole: true }, picture, files);
    if (!kept.ok) return kept;
  }
  return ok(undefined);
}

async function store(
  { run, result }: Made,
  which: { readonly key: string; readonly node: string; readonly whole: boolean },
  { width, height }: RgbaPicture,
  files: Omit<NewFrame, 'entry'>,
): Promise<Result<void>> {
  const { home, variant, frame } = run;
  const entry = {
    ...{ film: home, variant: nameOf(variant), frame, width, height, ...which },
    ms: result.report.ms,
    made: Date.now(),
  };
  const stored = await storeFrame({ entry, ...files }, keysInUse());
  if (!stored.ok) return stored;
  noteStored(stored.value.entry, stored.value.evicted);
  return ok(undefined);
}

/** Of all frames as they are now. */
function keysInUse(): ReadonlySet<string> {
  const { keys } = useFilm.getState();
  return new Set((keys?.frames ?? []).flatMap((each) => (each ? [...each.nodes.values()] : [])));
}
