import type { Problem } from '../../common/result.ts';
import type { Document } from '../../graph/document/document.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { atPhoto } from '../../graph/photos/at-photo.ts';
import { catalog } from '../../nodes/catalog.ts';
import { compile, type Environment, type Plan, withSeedsOfFiles } from '../../runtime/browser.ts';
import type { VariantId } from '../run/run-store.ts';

/** What becomes of one photo. */
export interface PhotoPlan {
  /** Its place among the photos, counted from 0. */
  readonly at: number;
  readonly plan: Plan;
  /** Content keys of its pictures, one for each output; the first stands for the photo. */
  readonly keys: readonly string[];
  /** The node of each. */
  readonly nodes: readonly string[];
  /** Why it makes none. */
  readonly problem: Problem | undefined;
}

export interface PhotoGraph {
  /** With all photos. */
  readonly document: Document;
  readonly variant: VariantId;
  readonly environment: Environment;
}

/** Plans one photo: its graph is one like any other, and its seeds follow from it. */
export function planPhoto({ document, variant, environment }: PhotoGraph, at: number): PhotoPlan {
  const single = atPhoto(document, catalog, at);
  const { plan, errors } = compile(applyVariant(single, variant), catalog, {
    environment: withSeedsOfFiles(environment, single, catalog),
  });
  const shown = plan.targets.filter(({ output }) => output !== undefined);
  const keys = shown.map(({ step }) => plan.steps[step]?.key ?? '');
  const nodes = shown.map(({ node }) => node);
  return { at, plan, keys, nodes, problem: keys.length > 0 ? undefined : (errors[0] ?? noPicture) };
}

const noPicture: Problem = {
  code: 'no-picture',
  message: 'The outputs of the graph give no picture.',
  remedy: 'Wire a picture to Save Image.',
};

/** A slice of the work on the page's own thread, in milliseconds. */
const slice = 8;

/** Plans photos in slices, so that the page never waits for it. */
export async function* planPhotos(
  graph: PhotoGraph,
  photos: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<PhotoPlan> {
  let began = performance.now();
  for (const at of photos) {
    yield planPhoto(graph, at);
    if (performance.now() - began < slice) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return;
    began = performance.now();
  }
}
