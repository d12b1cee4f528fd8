import { readFile } from 'node:fs/promises';
import { embeddedNetworks } from '../../../models/catalog.ts';
import { ok } from '../../../src/common/result.ts';
import { loadNetwork } from '../../../src/engine/network/importers/load-network.ts';
import type { Network } from '../../../src/engine/network/network.ts';
import { inMemory } from '../../../src/engine/network/sources.ts';

const folder = new URL('../../../assets/models/', import.meta.url);

/** An embedded network, as `npm ci` installed it. */
export async function embedded(name: 'inception-v3' | 'nanodet' | 'ssd'): Promise<Network> {
  const entry = embeddedNetworks.find((network) => network.name === name);
  if (!entry) throw new Error(`No network ${name}`);
  const open = async (file: string) =>
    ok(inMemory(await readFile(new URL(`${name}/${file || 'model.json'}`, folder))));
  const loaded = await loadNetwork({ open }, { name: entry.title, range: entry.range });
  if (!loaded.ok) throw new Error(loaded.problem.message);
  return loaded.value;
}
