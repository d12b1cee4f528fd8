import { describe, expect, test } from 'vitest';
import type { Objective } from '../../src/engine/index.ts';
import { catalog } from '../../src/nodes/catalog.ts';
import { runs } from '../../src/nodes/runs.ts';
import { expectClose, randomMask, randomPicture } from '../engine/picture/pictures.ts';
import { network } from '../engine/terms/prepare-terms.ts';
import { expectProblem, expectValue, paramsOf, recordingContext } from './recording-context.ts';

const { context } = recordingContext();
const picture = randomPicture(8, 8, 1);
const mask = randomMask(8, 8, 2);
const layers = [
  { layer: 'first', weight: 3 },
  { layer: 'second', weight: -1 },
];

describe('Layer Objective', () => {
  const make = (changes: object, where: typeof mask | undefined = undefined) =>
    runs['layer-objective'](
      { network, mask: where },
      paramsOf(catalog['layer-objective'], { layers, ...changes }),
      context,
    );

  test('makes a term for each layer, its weight times that of the node', async () => {
    const { objective } = await expectValue(make({ weight: -2, measure: 'mean-cube' }));
    const term = { kind: 'layer', network, measure: 'mean-cube', normalise: true };
    expect(objective.terms).toEqual([
      { ...term, layer: 'first', weight: -6 },
      { ...term, layer: 'second', weight: 2 },
    ]);
  });

  test('takes channels and a mask', async () => {
    const { objective } = await expectValue(make({ channels: [1, 3] }, mask));
    expect(objective.terms).toEqual([
      expect.objectContaining({ channels: [1, 3], mask }),
      expect.objectContaining({ channels: [1, 3], mask }),
    ]);
  });

  test('a layer with channels of its own dreams of these, others of those of the node', async () => {
    const own = [
      { layer: 'first', weight: 1, channels: [2] },
      { layer: 'second', weight: 0.5, byOctave: [1, 0] },
      { layer: 'second', weight: 1, channels: 'all' as const },
    ];
    const { objective } = await expectValue(make({ layers: own, channels: [1, 3] }));
    expect(objective.terms).toMatchObject([
      { layer: 'first', channels: [2] },
      { layer: 'second', weight: 0.5, channels: [1, 3], byOctave: [1, 0] },
      { layer: 'second' },
    ]);
    expect(objective.terms[2]).not.toHaveProperty('channels');
    expect(objective.terms[0]).not.toHaveProperty('byOctave');
  });

  test('all but some are all others of each layer', async () => {
    const { objective } = await expectValue(make({ channels: { not: [0, 3] } }));
    expect(objective.terms).toMatchObject([{ channels: [1, 2] }, { channels: [1, 2, 4] }]);
    // The first layer has four channels, the second five.
    await expectProblem(make({ channels: { not: [4] } }), 'unknown-channel');
    await expectProblem(make({ measure: 'neuron', layers: [layers[0]] }), 'needs-channels');
  });

  describe('leaves out the channels that the network lists', () => {
    const avoiding = { ...network, avoid: { second: [1, 4] } };
    const terms = async (changes: object) => {
      const params = paramsOf(catalog['layer-objective'], { layers, ...changes });
      const inputs = { network: avoiding, mask: undefined };
      return (await expectValue(runs['layer-objective'](inputs, params, context))).objective.terms;
    };

    test('of whole layers, and of all but some', async () => {
      const [first, second] = await terms({});
      expect(first).not.toHaveProperty('channels');
      expect(second).toMatchObject({ layer: 'second', channels: [0, 2, 3] });
      expect((await terms({ channels: { not: [0] } }))[1]).toMatchObject({ channels: [2, 3] });
    });

    test('but not of those chosen by number, nor when told otherwise', async () => {
      expect((await terms({ channels: [1, 2] }))[1]).toMatchObject({ channels: [1, 2] });
      expect((await terms({ leaveOutFlesh: false }))[1]).not.toHaveProperty('channels');
    });

    test('measures that need channels by number still say so', async () => {
      const params = paramsOf(catalog['layer-objective'], {
        layers: [{ layer: 'second', weight: 1 }],
        measure: 'direction',
      });
      await expectProblem(
        runs['layer-objective']({ network: avoiding, mask: undefined }, params, context),
        'needs-channels',
      );
    });
  });

  test('measures the centre neuron of each channel, sharing the weight', async () => {
    const { objective } = await expectValue(
      make({ measure: 'neuron', channels: [0, 2], layers: [{ layer: 'first', weight: 1 }] }),
    );
    expect(objective.terms).toMatchObject([
      { kind: 'neuron', layer: 'first', channel: 0, weight: 0.5 },
      { kind: 'neuron', layer: 'first', channel: 2, weight: 0.5 },
    ]);
  });

  test('measures a direction of length 1 along the channels of each layer', async () => {
    const { objective } = await expectValue(
      make({ measure: 'direction', channels: [1, 2], power: 2 }),
    );
    const along = expect.closeTo(Math.SQRT1_2, 12);
    expect(objective.terms).toMatchObject([
      { kind: 'direction', layer: 'first', direction: [0, along, along, 0], power: 2 },
      { kind: 'direction', layer: 'second', direction: [0, along, along, 0, 0], power: 2 },
    ]);
  });

  test('says when a measure needs channels, or a layer does not have them', async () => {
    await expectProblem(make({ measure: 'neuron' }), 'needs-channels');
    await expectProblem(make({ measure: 'direction' }), 'needs-channels');
    await expectProblem(make({ measure: 'direction', channels: [4] }), 'unknown-channel');
    const unknown = [{ layer: 'frist', weight: 1 }];
    await expectProblem(
      make({ measure: 'direction', channels: [1], layers: unknown }),
      'unknown-layer',
    );
  });
});

test('Guide Objective hands the guide to every layer', async () => {
  const params = paramsOf(catalog['guide-objective'], { layers, match: 'dot', guideSize: 64 });
  const { objective } = await expectValue(
    runs['guide-objective']({ network, guide: picture, mask }, params, context),
  );
  expect(objective.terms).toEqual(
    layers.map(({ layer, weight }) => ({
      ...{ kind: 'guide', network, layer, weight, normalise: true },
      ...{ guide: picture, match: 'dot', guideSize: 64, mask },
    })),
  );
});

test('Guide Objective leaves out what the network lists, and takes channels', async () => {
  const terms = async (changes: object) => {
    const params = paramsOf(catalog['guide-objective'], changes);
    const avoiding = { ...network, avoid: { first: [0] } };
    const inputs = { network: avoiding, guide: picture, mask: undefined };
    return (await expectValue(runs['guide-objective'](inputs, params, context))).objective.terms;
  };
  const own = [
    { layer: 'first', weight: 1 },
    { layer: 'second', weight: 1, channels: [0, 4], byOctave: [0, 1] },
  ];
  expect(await terms({ layers: own })).toMatchObject([
    { layer: 'first', channels: [1, 2, 3] },
    { layer: 'second', channels: [0, 4], byOctave: [0, 1] },
  ]);
  expect((await terms({ layers: own, leaveOutFlesh: false }))[0]).not.toHaveProperty('channels');
});

describe('style and content share their weight among their layers', () => {
  test('Style Objective', async () => {
    const params = paramsOf(catalog['style-objective'], { layers, weight: 2, styleScale: 0.5 });
    const { objective } = await expectValue(
      runs['style-objective']({ network, style: picture, mask: undefined }, params, context),
    );
    expect(objective.terms).toMatchObject([
      { kind: 'style', layer: 'first', weight: 1.5, statistic: 'wasserstein', styleScale: 0.5 },
      { kind: 'style', layer: 'second', weight: -0.5, style: picture, normalise: false },
    ]);
  });

  test('Content Objective, with and without a picture of its own', async () => {
    const params = paramsOf(catalog['content-objective'], { layers, weight: 2 });
    const make = async (content: typeof picture | undefined) =>
      (
        await expectValue(
          runs['content-objective']({ network, content, mask: undefined }, params, context),
        )
      ).objective.terms;
    expect(await make(picture)).toMatchObject([
      { kind: 'content', layer: 'first', weight: 1.5, content: picture },
      { kind: 'content', layer: 'second', weight: -0.5, content: picture },
    ]);
    expect((await make(undefined))[0]).not.toHaveProperty('content');
  });
});

test.each(['total-variation', 'start-distance'] as const)('Regulariser: %s', async (kind) => {
  const params = paramsOf(catalog.regulariser, { kind, weight: 0.2 });
  const { objective } = await expectValue(runs.regulariser({}, params, context));
  expect(objective.terms).toEqual([{ kind, weight: 0.2 }]);
});

const variation = (...weights: number[]): Objective => ({
  terms: weights.map((weight) => ({ kind: 'total-variation', weight })),
});
const weightsOf = ({ terms }: Objective) => terms.map(({ weight }) => weight);

describe('Combine Objectives', () => {
  const combine = async (objectives: Objective[], changes: object) => {
    const params = paramsOf(catalog['combine-objectives'], changes);
    return weightsOf(
      (await expectValue(runs['combine-objectives']({ objectives }, params, context))).objective,
    );
  };

  test('weighs each in its order; the last weight serves the rest', async () => {
    const objectives = [variation(1), variation(1, 2), variation(3)];
    expect(await combine(objectives, { weights: [2, -1] })).toEqual([2, -1, -2, -3]);
  });

  test('weighs each as one if asked, whatever it is made of', async () => {
    const objectives = [variation(4), variation(1, -3), variation(0)];
    expect(await combine(objectives, { weights: [1], normalise: true })).toEqual([
      1, 0.25, -0.75, 0,
    ]);
  });

  test('keeps the weight of each where they are weighed as one', async () => {
    const on = { network, mask, guide: picture, style: picture, content: undefined };
    for (const type of [
      'layer-objective',
      'guide-objective',
      'style-objective',
      'content-objective',
    ] as const) {
      const objectives: Objective[] = [];
      for (const weight of [1, -0.1, 5]) {
        const params = paramsOf(catalog[type] as (typeof catalog)['content-objective'], {
          layers,
          weight,
        });
        const made = await expectValue(runs[type](on as never, params as never, context));
        objectives.push(made.objective);
      }
      const weights = await combine(objectives, { weights: [1, 1, 2], normalise: true });
      expectClose(weights, [0.75, -0.25, -0.075, 0.025, 7.5, -2.5]);
    }
    const held = await expectValue(runs.regulariser({}, paramsOf(catalog.regulariser), context));
    expectClose(await combine([held.objective], { weights: [1], normalise: true }), [0.05]);
  });

  test('of nothing is an objective of nothing', async () => {
    expect(await combine([], {})).toEqual([]);
  });
});

describe('Style Blend', () => {
  const blend = async (share: number) => {
    const params = paramsOf(catalog['style-blend'], {
      blend: share,
      contentWeight: 0.5,
      layers: layers.slice(0, 1),
      contentLayers: [{ layer: 'second', weight: 1 }],
    });
    const inputs = { network, dream: variation(1), style: picture, content: undefined };
    return (await expectValue(runs['style-blend'](inputs, params, context))).objective;
  };

  test('runs from all dream to all style, content on the side of the style', async () => {
    expect(await blend(0)).toEqual({ ...variation(1), parts: [1, 0] });
    const { terms } = await blend(1);
    expect(terms.map(({ kind, weight }) => [kind, weight])).toEqual([
      ['style', 1],
      ['content', 0.5],
    ]);
    expectClose(weightsOf(await blend(0.9)), [0.1, 0.9, 0.45]);
  });
});
