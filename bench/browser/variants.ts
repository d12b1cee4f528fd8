import deepdream from '../../presets/deepdream.json';
import { parseDocument } from '../../src/graph/file/parse.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import {
  type Client,
  compile,
  createClient,
  createCostModel,
  type Plan,
  Pool,
} from '../../src/runtime/browser.ts';

/**
 * What differs between four variants of DeepDream: with other seeds they share all up to the
 * ascent, with other strengths of the merge the ascent too.
 */
export type Varied = 'seed' | 'strength';

export interface Setup {
  readonly workers: number;
  readonly cores: number;
}

/** What `bench/variants.ts` calls. Runs are on wasm, on workers with empty caches. */
export interface VariantsPage {
  /** Milliseconds for all four on one pool of workers. */
  together(varied: Varied, setup: Setup): Promise<number>;
  /** Milliseconds for each of them, on a worker of its own, one after the other. */
  apart(varied: Varied, setup: Setup): Promise<readonly number[]>;
}

declare global {
  interface Window {
    variants: VariantsPage;
  }
}

const size = 224;
const values: Readonly<Record<Varied, readonly [node: string, values: readonly number[]]>> = {
  seed: ['ascent', [1, 2, 3, 4]],
  strength: ['merge', [0.7, 0.8, 0.9, 1]],
};

function documents(varied: Varied) {
  const [node, all] = values[varied];
  return all.map((value) => {
    const changes: Record<string, object> = { photo: { size }, [node]: { [varied]: value } };
    const nodes = deepdream.nodes.map((each) => ({
      ...each,
      params: { ...each.params, ...changes[each.id] },
    }));
    const parsed = parseDocument({ ...deepdream, nodes }, catalog);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    return parsed.value.document;
  });
}

async function planOf(
  document: ReturnType<typeof documents>[number],
  client: Client,
): Promise<Plan> {
  const environment = await client.environment(document);
  if (!environment.ok) throw new Error(environment.problem.message);
  return compile(document, catalog, { environment: environment.value }).plan;
}

function open(): Client {
  return createClient({
    catalog,
    spawn: () =>
      new Worker(new URL('../../src/runtime/worker/worker.ts', import.meta.url), {
        type: 'module',
      }),
    findFile: async () => undefined,
    assets: new URL('/', location.href).href,
    backend: 'wasm',
  });
}

/** Starts all workers first, as in the editor after a first run. */
async function timePool(varied: readonly Plan[], first: Client, { workers, cores }: Setup) {
  const others = Array.from({ length: workers - 1 }, open);
  await Promise.all([first, ...others].map((client) => client.ready()));
  const more = () => others.shift() ?? open();
  const pool = new Pool({ costs: createCostModel(catalog), first, more, workers, cores });
  const start = performance.now();
  const results = await Promise.all(varied.map((plan) => pool.run(plan).finished));
  const ms = performance.now() - start;
  pool.close();
  for (const client of [first, ...others]) client.close();
  for (const result of results) {
    if (!result.ok) throw new Error(result.problem.message);
    if (result.value.report.end !== 'done') throw new Error('A variant did not end well.');
  }
  return ms;
}

window.variants = {
  together: async (varied, setup) => {
    const client = open();
    const plans = await Promise.all(documents(varied).map((each) => planOf(each, client)));
    return timePool(plans, client, setup);
  },
  apart: async (varied, setup) => {
    const times: number[] = [];
    for (const document of documents(varied)) {
      const client = open();
      times.push(await timePool([await planOf(document, client)], client, setup));
    }
    return times;
  },
};
