import { sha256Text } from '../../common/sha256.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { Document, ParamValues } from '../../graph/document/document.ts';
import { maxSeed } from '../../graph/params/seed.ts';
import { filesOf, referenceKey } from '../keys/files.ts';
import { canonical } from '../keys/step-key.ts';
import type { Environment, ResolvedSeed } from './plan.ts';

/** Draws a seed for each parameter once, so that all variants compiled with it share it. */
export function drawSeeds(): (node: string, param: string) => number {
  const drawn = new Map<string, number>();
  return (node, param) => {
    const key = JSON.stringify([node, param]);
    const seed = drawn.get(key) ?? randomSeed();
    drawn.set(key, seed);
    return seed;
  };
}

/**
 * The seed that "random" stands for in a film: the same in every run, or what is finished of it would
 * be of another film each time.
 */
export function steadySeed(node: string, param: string): number {
  return Number.parseInt(sha256Text(JSON.stringify([node, param])).slice(0, 8), 16);
}

/**
 * Draws random seeds from what the document's files contain: a photo gets another one than the next, but
 * the same in every run and on every host. So pictures that are there are known again.
 */
export function withSeedsOfFiles(
  environment: Environment,
  document: Document,
  catalog: Catalog,
): Environment {
  const contents = filesOf(document, catalog).flatMap(({ reference }) => {
    const hash = environment.files.get(referenceKey(reference));
    return hash?.ok ? [hash.value] : [];
  });
  contents.sort();
  return {
    ...environment,
    seed: (node, param) =>
      Number.parseInt(sha256Text(canonical([contents, node, param])).slice(0, 8), 16),
  };
}

function randomSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.min(word, maxSeed);
}

/**
 * The document with the seeds a run has used in place of random ones, so that it gives the same
 * picture again.
 * @param variant the one that was run; seeds that it sets itself are pinned there.
 */
export function pinSeeds(
  document: Document,
  seeds: readonly ResolvedSeed[],
  variant?: string,
): Document {
  const pin = (node: string, params: ParamValues, isPinned: (param: string) => boolean) => {
    const own = seeds.filter((seed) => seed.node === node && isPinned(seed.param));
    const values = Object.fromEntries(own.map(({ param, seed }) => [param, seed]));
    return own.length === 0 ? params : { ...params, ...values };
  };
  const changes = document.variants.find(({ id }) => id === variant)?.params ?? {};
  const isVaried = (node: string, param: string) =>
    Object.hasOwn(changes, node) && Object.hasOwn(changes[node] ?? {}, param);
  return {
    ...document,
    nodes: document.nodes.map((node) => ({
      ...node,
      params: pin(node.id, node.params, (param) => !isVaried(node.id, param)),
    })),
    variants: document.variants.map((entry) =>
      entry.id !== variant
        ? entry
        : {
            ...entry,
            params: Object.fromEntries(
              Object.entries(entry.params).map(([node, params]) => [
                node,
                pin(node, params, (param) => isVaried(node, param)),
              ]),
            ),
          },
    ),
  };
}
