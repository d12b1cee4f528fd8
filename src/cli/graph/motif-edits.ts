import { ok, type Result } from '../../common/result.ts';
import { exposedParams } from '../../graph/addressing/exposed.ts';
import type { Command } from '../../graph/commands/command.ts';
import type { Document, DocumentNode } from '../../graph/document/document.ts';
import { orList } from '../../graph/document/names.ts';
import { catalog } from '../../nodes/catalog.ts';
import { layerObjective } from '../../nodes/layer-objective/definition.ts';
import { entryOf, recipeCommands } from '../../nodes/motif-commands.ts';
import { findMotif, type NamedMotif } from '../../nodes/motifs.ts';
import { networkCommands } from '../../nodes/network-commands.ts';
import { usage } from '../options/options.ts';

interface Weighted {
  readonly motif: NamedMotif;
  readonly weight: number;
}

/**
 * The commands for `--motif coil --motif fan:0.5`: network, layers and measure of the objective that
 * `--layer` sets, or else the first objective; step, form size and colour of its ascent. The recipe
 * of the first motif decides.
 * Problems: `unknown-motif`, `usage`.
 */
export function motifEdits(
  document: Document,
  texts: readonly string[],
): Result<readonly Command[]> {
  const node = objectiveOf(document);
  if (!node) return usage('The graph has no Layer Objective, so it cannot use --motif.');
  const chosen: Weighted[] = [];
  for (const text of texts) {
    const weighted = readMotif(text);
    if (!weighted.ok) return weighted;
    chosen.push(weighted.value);
  }
  const [first] = chosen as [Weighted];
  const { network, recipe } = first.motif;
  const networks = [...new Set(chosen.map(({ motif }) => motif.network))];
  if (networks.length > 1) {
    return usage(
      `The motifs belong to ${networks.join(' and ')}, but an objective has one network.`,
      'Choose motifs of one network.',
    );
  }
  const layers = layerObjective.params.layers.validate(
    chosen.map(({ motif, weight }) => entryOf(motif, weight)),
  );
  if (!layers.ok) return layers;
  return ok([
    ...networkCommands(document, node.id, network),
    { type: 'set-param', node: node.id, param: 'layers', value: layers.value },
    { type: 'set-param', node: node.id, param: 'measure', value: recipe.measure },
    ...recipeCommands(document, node.id, first.motif),
  ]);
}

function objectiveOf(document: Document): DocumentNode | undefined {
  const isObjective = ({ type }: DocumentNode) => type === layerObjective.type;
  const exposed = exposedParams(document, catalog).find(({ name }) => name === 'layer');
  return exposed && isObjective(exposed.node) ? exposed.node : document.nodes.find(isObjective);
}

/** `NAME[:WEIGHT]` */
function readMotif(text: string): Result<Weighted> {
  const [name = '', typed = '1', ...rest] = text.split(':');
  const motif = findMotif(name.trim());
  if (!motif.ok) return motif;
  const weight = typed.trim() === '' ? Number.NaN : Number(typed);
  const { min, max } = layerObjective.params.layers;
  if (rest.length > 0 || !(weight >= min && weight <= max)) {
    return usage(
      `--motif ${text}: the weight must be a number from ${min} to ${max}.`,
      `Write it like ${motif.value.name}:0.5.`,
    );
  }
  return ok({ motif: motif.value, weight });
}

/** Why `--motif` conflicts with other flags, if it does. */
export function motifConflict(
  texts: readonly string[],
  { layer, network }: { readonly layer: boolean; readonly network: string | null },
): string | undefined {
  if (texts.length === 0) return undefined;
  if (layer) {
    return '--motif and --layer both say what to dream of. Use one of them; --layer takes channels too, as in "mixed5[53+172]".';
  }
  const own = texts.flatMap((text) => {
    const motif = findMotif(text.split(':')[0] ?? '');
    return motif.ok ? [motif.value.network] : [];
  });
  const other = own.filter((name) => network !== null && name !== network);
  if (other.length === 0) return undefined;
  return `--motif ${orList(texts)} belongs to ${orList([...new Set(other)])}, not to ${network}. Leave --network out.`;
}
