import { own } from '../../common/own.ts';
import type { Problem } from '../../common/result.ts';
import { type Catalog, findDefinition, type Upgrade } from '../definition/definition.ts';
import type { Document, DocumentNode, ParamValues, Track, Variant } from '../document/document.ts';
import { isJsonObject } from '../document/json.ts';
import { nodeTitle } from '../document/names.ts';
import { mergeTracks } from './repair-tracks.ts';
import { readStrictJson } from './strict-json.ts';

/** Node id -> the steps from its version to that of its definition. */
type Steps = ReadonlyMap<string, readonly Upgrade[]>;

/**
 * Brings nodes of older versions up to the version of their definition. Wires, tracks, variants and
 * exposed parameters follow what was renamed. A node whose upgrade fails stays as it was.
 */
export function upgradeNodes(
  document: Document,
  catalog: Catalog,
): { readonly document: Document; readonly warnings: readonly Problem[] } {
  const steps = new Map<string, readonly Upgrade[]>();
  const warnings: Problem[] = [];
  for (const node of document.nodes) {
    const definition = findDefinition(catalog, node.type);
    if (!definition || node.version >= definition.version) continue;
    const upgrades = definition.upgrades.slice(node.version - 1);
    if (mayUpgrade(document, node, upgrades)) steps.set(node.id, upgrades);
    else warnings.push(failed(node, nodeTitle(node, definition)));
  }
  if (steps.size === 0) return { document, warnings };
  const paramsOf = new Map(document.nodes.map((node) => [node.id, node.params]));
  const upgraded = {
    ...document,
    nodes: document.nodes.map((node) => upgradeNode(node, steps.get(node.id))),
    edges: document.edges.map(({ from, to, ...edge }) => ({
      ...edge,
      from: { ...from, output: renameAll(from.output, steps.get(from.node), outputs) },
      to: { ...to, input: renameAll(to.input, steps.get(to.node), inputs) },
    })),
    ...upgradeTracks(document, steps, paramsOf),
    variants: document.variants.map((variant) => upgradeVariant(variant, steps, paramsOf)),
    exposed: document.exposed.map((entry) => ({
      ...entry,
      param: renameAll(entry.param, steps.get(entry.node), params),
    })),
  };
  return { document: upgraded, warnings };
}

const params = ({ renameParams = {} }: Upgrade) => renameParams;
const outputs = ({ renameOutputs = {} }: Upgrade) => renameOutputs;
/** A parameter with a socket is an input as well. */
const inputs = ({ renameParams = {}, renameInputs = {} }: Upgrade) => ({
  ...renameParams,
  ...renameInputs,
});

type Renames = Readonly<Record<string, string>>;

function renameAll(
  key: string,
  upgrades: readonly Upgrade[] | undefined,
  renames: (upgrade: Upgrade) => Renames,
): string {
  return (upgrades ?? []).reduce((name, upgrade) => renamed(name, renames(upgrade)), key);
}

function renamed(key: string, renames: Renames): string {
  return Object.hasOwn(renames, key) ? (renames[key] ?? key) : key;
}

function upgradeNode(node: DocumentNode, upgrades: readonly Upgrade[] | undefined): DocumentNode {
  const changed = upgrades && upgradeParams(node.params, upgrades);
  return changed ? { ...node, version: node.version + upgrades.length, params: changed } : node;
}

function upgradeVariant(
  variant: Variant,
  steps: Steps,
  paramsOf: ReadonlyMap<string, ParamValues>,
): Variant {
  const changes = Object.entries(variant.params).map(([id, values]) => {
    const upgrades = steps.get(id);
    const base = paramsOf.get(id) ?? {};
    return [id, (upgrades && upgradeParams(values, upgrades, base)) ?? values] as const;
  });
  const params = Object.fromEntries(changes);
  return { ...variant, params, ...upgradeTracks(variant, steps, paramsOf) };
}

interface Tracked {
  readonly tracks?: readonly Track[];
}

/** The values of keys are changed like those of variants. */
function upgradeTracks(
  { tracks }: Tracked,
  steps: Steps,
  paramsOf: ReadonlyMap<string, ParamValues>,
): Tracked {
  if (!tracks) return {};
  const upgraded = tracks.map((track) => {
    const upgrades = steps.get(track.node);
    if (!upgrades) return track;
    const base = paramsOf.get(track.node) ?? {};
    const param = renameAll(track.param, upgrades, params);
    const keys = track.keys.map((key) => {
      const values = upgradeParams({ [track.param]: key.value }, upgrades, base);
      return { ...key, value: own(values, param) ?? key.value };
    });
    return { ...track, param, keys };
  });
  return { tracks: mergeTracks(upgraded) };
}

function mayUpgrade(document: Document, node: DocumentNode, upgrades: readonly Upgrade[]) {
  const { variants } = document;
  if (!upgradeParams(node.params, upgrades)) return false;
  const moves = [document, ...variants].flatMap(({ tracks = [] }) => tracks);
  const keys = moves
    .filter((track) => track.node === node.id)
    .flatMap(({ param, keys }) => keys.map(({ value }) => ({ [param]: value })));
  if (!keys.every((values) => upgradeParams(values, upgrades, node.params))) return false;
  return variants.every((variant) => {
    const values = own(variant.params, node.id);
    return !values || upgradeParams(values, upgrades, node.params) !== undefined;
  });
}

/**
 * @param base what the node has of which the values are a variant's changes; absent: they are the
 *   node's own.
 * @returns undefined when an upgrade cannot cope with the values, which come from outside.
 */
function upgradeParams(
  values: ParamValues,
  upgrades: readonly Upgrade[],
  base?: ParamValues,
): ParamValues | undefined {
  let current = values;
  let below = base;
  for (const upgrade of upgrades) {
    const next = upgradeOnce(current, upgrade, below);
    if (!next) return undefined;
    current = next;
    below = below && upgradeOnce(below, upgrade);
  }
  return current;
}

function upgradeOnce(
  values: ParamValues,
  upgrade: Upgrade,
  base?: ParamValues,
): ParamValues | undefined {
  const names = params(upgrade);
  const kept = Object.entries(values).filter(([key]) => !Object.hasOwn(names, key));
  const moved = Object.entries(values).filter(([key]) => Object.hasOwn(names, key));
  // A renamed parameter wins over a stray one that had its new name.
  const entries = [...kept, ...moved.map(([key, value]) => [renamed(key, names), value] as const)];
  try {
    const plain = { ...(!base && upgrade.defaults), ...Object.fromEntries(entries) };
    const json = readStrictJson(upgrade.params ? upgrade.params(plain, base) : plain);
    if (!json.ok || !isJsonObject(json.value)) return undefined;
    return { ...json.value, ...(!base && upgrade.adds) };
  } catch {
    return undefined;
  }
}

function failed(node: DocumentNode, title: string): Problem {
  const message = `${title} is of version ${node.version} and holds values that could not be brought up to date. It was kept as it is; set its values again, or put a new one in its place.`;
  return { code: 'upgrade-failed', message, node: node.id };
}
