import { shapesThatFit } from './describe.ts';
import { inferFields } from './geometry.ts';
import { type Ir, type IrNode, indexByName, linear, usersOf } from './ir.ts';
import type { Field } from './windows.ts';

/*
 * Of the hundreds of layers of a network, those to choose from first: the ends of its blocks, found
 * from the graph.
 */

/** As many stops as a ladder has room for. */
const most = 20;
/** With fewer blocks, all activations of a chain are stops. */
const few = 5;
/** What a unit of a good first layer sees, in pixels: an eye or a leaf of a photo, not yet all of it. */
const goodSight = 200;

/** Networks were mostly trained on pictures of this size, of which a classifier's end makes one unit. */
const usualPicture = { width: 224, height: 224 };
const leastUnits = 2;

/** Names of the layers to offer first, shallow to deep. */
export function offeredLayers(ir: Ir): readonly string[] {
  const fields = placesOf(ir);
  const sizes = shapesThatFit(ir, usualPicture);
  const isOffered = ({ name }: IrNode) => {
    const { height = 0, width = 0 } = sizes.get(name) ?? {};
    return Math.min(height, width) >= leastUnits && seesPart(sightOf(fields.get(name)));
  };
  const joins = endsOfBlocks(ir);
  const ends = new Set([...joins, ...endsOfStages(ir, joins, fields)]);
  if (joins.size < few) for (const end of endsOfChain(ir)) ends.add(end);
  const found = ir.filter((node) => ends.has(node.name) && isOffered(node));
  if (found.length === 0)
    return ir
      .filter(isOffered)
      .slice(-1)
      .map(({ name }) => name);
  return thinned(found, fields).map(({ name }) => name);
}

/** The one of these layers that a dream starts with: a good stop in the middle. */
export function middleLayer(ir: Ir, layers: readonly string[]): string | undefined {
  const fields = placesOf(ir);
  const away = (layer: string) => Math.abs(Math.log(sightOf(fields.get(layer)) / goodSight));
  return layers.reduce<string | undefined>(
    (best, layer) => (best === undefined || away(layer) < away(best) ? layer : best),
    undefined,
  );
}

/** What units see, but for mean and variance of the whole picture, by which a value is only normalised. */
function placesOf(ir: Ir): ReadonlyMap<string, Field> {
  const local = ir.map(
    (node): IrNode =>
      node.op === 'normalise'
        ? { name: node.name, inputs: node.inputs, op: 'activation', activation: linear }
        : node,
  );
  return inferFields(local);
}

/** Where branches come together, with the activation that follows a sum. */
function endsOfBlocks(ir: Ir): ReadonlySet<string> {
  const users = usersOf(ir);
  const ends = new Set<string>();
  for (const node of ir) {
    if (!isJoin(node)) continue;
    const readers = users.get(node.name) ?? [];
    const [reader] = readers;
    if (node.op === 'add' && readers.length === 1 && reader?.op === 'activation') {
      ends.add(reader.name);
    } else if (readers.length === 0 || !readers.every(isJoin)) {
      // One that only other joins read is the end of a branch within a block.
      ends.add(node.name);
    }
  }
  return ends;
}

function isJoin({ op, inputs }: IrNode): boolean {
  return (op === 'concat' || op === 'add') && new Set(inputs).size > 1;
}

/** The last value of each size that no block ends in: what a pool or a stride then makes smaller. */
function endsOfStages(
  ir: Ir,
  joins: ReadonlySet<string>,
  fields: ReadonlyMap<string, Field>,
): readonly string[] {
  const nodes = indexByName(ir);
  const strideOf = (name: string) => Math.max(...(fields.get(name)?.stride ?? [1]));
  const withJoins = new Set([...joins].map(strideOf));
  return ir.flatMap(({ name, inputs: [input = ''] }) => {
    const before = withoutPadding(nodes, input);
    const ends = before !== undefined && before.op !== 'input' && strideOf(name) > strideOf(input);
    return ends && !withJoins.has(strideOf(input)) ? [before.name] : [];
  });
}

function withoutPadding(nodes: ReadonlyMap<string, IrNode>, name: string): IrNode | undefined {
  const node = nodes.get(name);
  return node?.op === 'pad' ? withoutPadding(nodes, node.inputs[0] ?? '') : node;
}

/** The activations past which no other value goes: all that comes after is made of them. */
function endsOfChain(ir: Ir): readonly string[] {
  const lastUse = new Map<string, number>();
  ir.forEach(({ inputs }, at) => {
    for (const input of inputs) lastUse.set(input, at);
  });
  const ends: string[] = [];
  /** The node up to which an earlier value is still read. */
  let bypassed = -1;
  ir.forEach((node, at) => {
    const active = 'activation' in node && node.activation.kind !== 'linear';
    if (active && bypassed <= at) ends.push(node.name);
    bypassed = Math.max(bypassed, lastUse.get(node.name) ?? -1);
  });
  return ends;
}

/** Some of them, in even steps of what they see; the last of each size stays. */
function thinned(ends: Ir, fields: ReadonlyMap<string, Field>): Ir {
  const kept = [...ends];
  const see = (at: number) => Math.log(sightOf(fields.get(kept[at]?.name ?? '')));
  const strideAt = (at: number) => Math.max(...(fields.get(kept[at]?.name ?? '')?.stride ?? [0]));
  while (kept.length > most) {
    // Without the first and the last.
    const places = kept.map((_, at) => at).slice(1, -1);
    const inside = places.filter((at) => strideAt(at) === strideAt(at + 1));
    const gap = (at: number) => see(at + 1) - see(at - 1);
    const candidates = inside.length > 0 ? inside : places;
    kept.splice(
      candidates.reduce((best, at) => (gap(at) < gap(best) ? at : best)),
      1,
    );
  }
  return kept;
}

/** What sees one pixel changes its colours only; what sees all of the picture has no place on it. */
function seesPart(pixels: number): boolean {
  return pixels > 1 && Number.isFinite(pixels);
}

function sightOf(field: Field | undefined): number {
  return Math.max(...(field?.receptiveField ?? [1]));
}
