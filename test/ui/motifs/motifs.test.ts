import { describe, expect, test } from 'vitest';
import pictures from '../../../models/motif-pictures/inception-v3.json' with { type: 'json' };
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import type { Document } from '../../../src/graph/document/document.ts';
import { parseDocument } from '../../../src/graph/file/parse.ts';
import { type LayerWeight, layersInWords } from '../../../src/graph/params/layers.ts';
import { catalog } from '../../../src/nodes/catalog.ts';
import { layerObjective } from '../../../src/nodes/layer-objective/definition.ts';
import { ascentsOf, entryOf, recipeCommands } from '../../../src/nodes/motif-commands.ts';
import { findMotif, motifOf, motifs, searchMotifs } from '../../../src/nodes/motifs.ts';
import {
  embeddedNetworkOf,
  networkCommands,
  ownLayerCommands,
} from '../../../src/nodes/network-commands.ts';
import { placeOfMotif, sleepyOf } from '../../../src/ui/motifs/motif-pictures.ts';
import { toggleCommands } from '../../../src/ui/motifs/toggle-motif.ts';

const position = { x: 0, y: 0 };
const wire = (from: string, output: string, to: string, input: string) => ({
  id: `${from} ${to}`,
  from: { node: from, output },
  to: { node: to, input },
});

/** Two objectives on one network that nobody chose, added and climbed. */
function graph(layers: readonly LayerWeight[] = layerObjective.params.layers.default): Document {
  const objective = (id: string) => ({
    ...{ id, type: 'layer-objective', version: 2, position },
    params: { layers },
  });
  const parsed = parseDocument(
    {
      format: 'dreamgraph',
      version: 1,
      name: 'Two',
      nodes: [
        { id: 'network', type: 'load-network', version: 1, position, params: {} },
        { id: 'bend', type: 'reroute', version: 1, position, params: {} },
        objective('one'),
        objective('two'),
        { id: 'both', type: 'combine-objectives', version: 1, position, params: {} },
        { id: 'ascent', type: 'gradient-ascent', version: 1, position, params: {} },
      ],
      edges: [
        wire('network', 'network', 'bend', 'value'),
        wire('bend', 'value', 'one', 'network'),
        wire('network', 'network', 'two', 'network'),
        wire('one', 'objective', 'both', 'objectives'),
        wire('two', 'objective', 'both', 'objectives'),
        wire('both', 'objective', 'ascent', 'objective'),
      ],
    },
    catalog,
  );
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value.document;
}

function done(document: Document, commands: ReturnType<typeof toggleCommands>): Document {
  return commands.reduce((before, command) => {
    const applied = applyCommand(before, catalog, command);
    if (!applied.ok) throw new Error(applied.problem.message);
    return applied.value.document;
  }, document);
}

function motif(name: string) {
  const found = findMotif(name);
  if (!found.ok) throw new Error(found.problem.message);
  return found.value;
}

const paramsOf = (document: Document, id = 'one') =>
  document.nodes.find((node) => node.id === id)?.params ?? {};
const spec = layerObjective.params.layers;

function press(document: Document, name: string): Document {
  const value = paramsOf(document).layers as readonly LayerWeight[];
  const target = { node: 'one', param: spec, name: 'layers', value };
  return done(document, toggleCommands(document, target, motif(name)));
}

describe('pressing a motif', () => {
  test('puts it in the place of the whole layers that nobody chose, with its measure', () => {
    const one = press(graph(), 'coil');
    expect(paramsOf(one)).toMatchObject({ layers: [entryOf(motif('coil'))], measure: 'mean' });
    const two = press(one, 'fan');
    expect(paramsOf(two).layers).toEqual([entryOf(motif('coil')), entryOf(motif('fan'))]);
    // Another objective on the same network stays as it is.
    expect(paramsOf(two, 'two')).toEqual(paramsOf(graph(), 'two'));
  });

  test('again takes it away, and with the last one the whole layers come back', () => {
    const both = press(press(graph(), 'coil'), 'fan');
    const one = press(both, 'coil');
    expect(paramsOf(one)).toMatchObject({ layers: [entryOf(motif('fan'))], measure: 'mean' });
    const none = press(one, 'fan');
    expect(paramsOf(none)).toMatchObject({ layers: spec.default, measure: 'mean-square' });
  });

  test('keeps layers that somebody chose, and a measure that somebody set beside a motif', () => {
    const own = [{ layer: 'mixed6', weight: 0.5 }];
    const added = press(graph(own), 'coil');
    expect(paramsOf(added).layers).toEqual([...own, entryOf(motif('coil'))]);
    const cubed = done(added, [
      { type: 'set-param', node: 'one', param: 'measure', value: 'mean-cube' },
    ]);
    expect(paramsOf(press(cubed, 'fan')).measure).toBe('mean-cube');
  });
});

describe('the network of a motif', () => {
  test('is found past reroutes, also where the document does not name it', () => {
    expect(paramsOf(graph(), 'network')).not.toHaveProperty('file');
    expect(embeddedNetworkOf(graph(), 'one')).toBe('inception-v3');
    expect(networkCommands(graph(), 'one', 'inception-v3')).toEqual([]);
  });

  test('comes as another node where others read the one that is there', () => {
    const switched = done(graph(), networkCommands(graph(), 'one', 'nanodet'));
    expect(embeddedNetworkOf(switched, 'one')).toBe('nanodet');
    expect(embeddedNetworkOf(switched, 'two')).toBe('inception-v3');
  });

  test('is switched in place where nobody else reads it', () => {
    const alone = done(graph(), [{ type: 'remove', nodes: ['one'] }]);
    const switched = done(alone, networkCommands(alone, 'two', 'nanodet'));
    expect(embeddedNetworkOf(switched, 'two')).toBe('nanodet');
    expect(switched.nodes).toHaveLength(alone.nodes.length);
  });
});

test('the recipe goes to the ascent behind the objective', () => {
  expect(ascentsOf(graph(), 'one').map(({ id }) => id)).toEqual(['ascent']);
  const set = done(graph(), recipeCommands(graph(), 'one', motif('coil')));
  expect(paramsOf(set, 'ascent')).toMatchObject({ stepSize: 0.008, colour: 0.9, form: 1 });
});

test('a motif is known by its channels, on its own network alone, and called by its title', () => {
  const entry = { ...entryOf(motif('coil')), weight: 0.5 };
  expect(motifOf('inception-v3', entry)?.name).toBe('coil');
  expect(motifOf('nanodet', entry)).toBeUndefined();
  expect(motifOf('inception-v3', { layer: 'mixed5', weight: 1 })).toBeUndefined();
  const titleOf = (each: LayerWeight) => motifOf('inception-v3', each)?.title;
  expect(layersInWords([entry, { layer: 'mixed3', weight: 1 }], titleOf)).toBe('Coil ×0.5, mixed3');
  expect(layersInWords([{ ...entry, byOctave: [1, 0] }])).toBe('mixed5[159] ×0.5 ×1/0');
});

test('motifs are found by title first, then by other words', () => {
  expect(searchMotifs('FAN')[0]?.name).toBe('fan');
  expect(searchMotifs('spiral').map(({ name }) => name)).toContain('coil');
  expect(searchMotifs('coil spiral').map(({ name }) => name)).toEqual(['coil']);
  expect(searchMotifs('nothing of the kind')).toEqual([]);
  expect(searchMotifs(' ')).toEqual(motifs);
});

test('every motif has a picture, and sleepy channels are those of its network', () => {
  expect(motifs.filter((each) => !placeOfMotif(each))).toEqual([]);
  const [asleep = -1] = pictures.sleepy.mixed7;
  expect(sleepyOf('inception-v3', 'mixed7', [asleep, 109])).toEqual([asleep]);
  expect(sleepyOf('nanodet', 'mixed7', [asleep])).toEqual([]);
  expect(sleepyOf(undefined, 'mixed7', [asleep])).toEqual([]);
});

describe('choosing another embedded network', () => {
  const choose = (document: Document, name: string) => {
    const reference = { from: 'bundled', name } as const;
    return done(document, ownLayerCommands(document, 'network', reference));
  };

  test('gives every node that reads it layers of its own, past Reroutes', () => {
    const chosen = choose(graph(), 'ssd');
    const own = [
      { layer: 'block_8_expand_relu', weight: 1 },
      { layer: 'block_11_expand_relu', weight: 1 },
    ];
    expect(paramsOf(chosen, 'one').layers).toEqual(own);
    expect(paramsOf(chosen, 'two').layers).toEqual(own);
  });

  test("changes nothing for the network that is there, or for files of one's own", () => {
    const layers = [{ layer: 'mixed6', weight: 1 }];
    // Nobody chose Inception here: it is what a Load Network starts with.
    expect(paramsOf(choose(graph(layers), 'inception-v3'), 'one').layers).toEqual(layers);
    const file = { from: 'file', name: 'own/model.json' } as const;
    expect(ownLayerCommands(graph(layers), 'network', file)).toEqual([]);
  });
});
