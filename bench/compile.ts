import { ok } from '../src/common/result.ts';
import { type Document, emptyDocument } from '../src/graph/document/document.ts';
import { catalog } from '../src/nodes/catalog.ts';
import { compile } from '../src/runtime/compile/compile.ts';
import type { Environment } from '../src/runtime/compile/plan.ts';
import { median, rounded } from './measure.ts';

const sizes = [200, 500, 1000, 2000] as const;
const rounds = 41;

const environment: Environment = {
  profile: 'bench',
  files: new Map([['bundled mountains', ok('mountains')]]),
  seed: () => 1,
};

/**
 * Milliseconds to compile graphs of 200 to 2,000 nodes. Each round has a new document, so that no
 * result is memoised. `growth`: time per node at 2,000 nodes over that at 200; 1 is
 * linear.
 */
export async function benchCompile(): Promise<object> {
  const times = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const size of sizes) {
      const document = braid(size);
      const started = performance.now();
      const { plan, errors, warnings } = compile(document, catalog, { environment });
      const ms = performance.now() - started;
      if (plan.steps.length !== size || errors.length + warnings.length > 0) {
        throw new Error(`The graph of ${size} nodes gave ${plan.steps.length} steps.`);
      }
      // The first round warms up.
      if (round > 0) times.get(size)?.push(ms);
    }
  }
  const ms = (size: number) => median(times.get(size) ?? []);
  return {
    nodes: sizes,
    medianMs: sizes.map((size) => rounded(ms(size))),
    minMs: sizes.map((size) => rounded(Math.min(...(times.get(size) ?? [])))),
    growth: rounded(ms(2000) / 2000 / (ms(200) / 200)),
    rounds,
  };
}

/** A photo, then rows of Adjust and Blur that merge into one Preview. */
function braid(size: number): Document {
  const nodes: Document['nodes'][number][] = [];
  const edges: Document['edges'][number][] = [];
  const add = (type: keyof typeof catalog, inputs: Readonly<Record<string, string>> = {}) => {
    const id = `n${nodes.length}`;
    const { version } = catalog[type];
    const params = valuesOf(type, nodes.length);
    nodes.push({ id, type, version, position: { x: 0, y: 0 }, params });
    for (const [input, source] of Object.entries(inputs)) {
      const from = { node: source, output: 'image' };
      edges.push({ id: `e${edges.length}`, from, to: { node: id, input } });
    }
    return id;
  };
  let last = add('load-image');
  let before = last;
  while (nodes.length < size - 1) {
    const kind = nodes.length % 3;
    const next =
      kind === 0
        ? add('merge', { below: last, above: before })
        : add(kind === 1 ? 'adjust' : 'blur-sharpen', { image: last });
    before = last;
    last = next;
  }
  add('preview', { image: last });
  return { ...emptyDocument('Braid'), nodes, edges };
}

/** Every parameter is stored, as in a real document, and all nodes differ. */
function valuesOf(type: keyof typeof catalog, index: number): Record<string, never> {
  const specs = Object.entries(catalog[type].params);
  return Object.fromEntries(
    specs.map(([key, spec]) => {
      const value =
        spec.type === 'number' && !spec.integer
          ? spec.min + (spec.max - spec.min) * ((index % 997) / 997)
          : spec.default;
      return [key, value as never];
    }),
  );
}
