import type { Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { normaliseCotangent } from '../../../src/engine/ascent/term-scaler.ts';
import type { LayerTerm, Measure } from '../../../src/engine/objective/objective.ts';
import { contentEvaluator } from '../../../src/engine/terms/content.ts';
import { directionEvaluator } from '../../../src/engine/terms/direction.ts';
import type { Evaluator } from '../../../src/engine/terms/evaluator.ts';
import { guideDotEvaluator } from '../../../src/engine/terms/guide.ts';
import { layerEvaluator } from '../../../src/engine/terms/layer.ts';
import { centre, gramEvaluator, sampleOf, secondMoment } from '../../../src/engine/terms/style.ts';
import {
  gaussianTransport,
  identity,
  squareRoot,
  trace,
} from '../../../src/engine/terms/style-wasserstein.ts';
import { expectClose, vector } from '../picture/pictures.ts';
import { activationOf, backends, network, numbersOf, use } from './prepare-terms.ts';

type Maps = readonly (readonly (readonly number[])[])[];

describe.each(backends)('worked numbers of known engines on %s', (backend) => {
  beforeAll(() => use(backend));

  test('whole-layer measures and their cotangents', () => {
    const { inputs, expected } = vector<{ a: number[] }, Record<string, unknown>>(
      'objective-variants',
    );
    const cotangents = expected.layer_cotangents as Record<string, number[]>;
    const a = activationOf([[inputs.a]]);
    const cases: readonly [Measure, string, string][] = [
      ['mean', 'tf_tutorial_mean', 'mean'],
      ['mean-square', 'lucid_deepdream_mean_sq', 'mean_sq'],
      ['half-sum-of-squares', 'google_half_sum_sq', 'half_sum_sq'],
      ['l2-norm', 'neural_dream_l2_norm', 'l2_norm'],
    ];
    for (const [measure, value, cotangent] of cases) {
      const got = evaluate(layerEvaluator(layerTerm(measure)), a);
      expectClose([got.value], [expected[value] as number], 1e-5);
      expectClose(got.cotangent, cotangents[cotangent] as number[], 1e-5);
    }
  });

  test('a mask of the inner part is the loss without borders of keras-io', () => {
    const { inputs, expected } = vector<
      { activation_5x5x1: number[][]; coeff: number },
      { loss: number }
    >('keras-border-loss');
    const a = activationOf(inputs.activation_5x5x1.map((row) => row.map((v) => [v])));
    const inner = tf.tensor4d(
      Array.from({ length: 25 }, (_, i) => (i === 12 ? 1 : 0)),
      [1, 5, 5, 1],
    );
    const { value } = evaluate(layerEvaluator(layerTerm('mean-square')), a, inner);
    expectClose([inputs.coeff * value], [expected.loss], 1e-5);
  });

  test("dot match: the cotangent is the guide's best feature at each position", () => {
    const { inputs, expected } = vector<
      { x: number[][]; y: number[][] },
      { layer_gradient: number[][]; equivalent_objective_sum_of_max: number }
    >('guide-dot');
    const guide = activationOf([byPosition(inputs.y)]);
    const got = evaluate(guideDotEvaluator(guide), activationOf([byPosition(inputs.x)]));
    expect(got.cotangent).toEqual(byPosition(expected.layer_gradient).flat());
    expect(got.value).toBe(expected.equivalent_objective_sum_of_max);
  });

  test.each([0, 1, 2, 4])('direction to the power of %i', (power) => {
    const { inputs, expected } = vector<
      { acts: number[][]; vec: number[] },
      Record<string, number>
    >('dot-cossim');
    const evaluator = directionEvaluator({
      ...layerTerm('mean'),
      kind: 'direction',
      direction: inputs.vec,
      power,
    });
    const { value } = evaluate(evaluator, activationOf([inputs.acts]));
    expectClose([value], [expected[`p${power}`] as number], 1e-5);
  });

  test('the Gram matrix per position', () => {
    const { inputs, expected } = vector<{ F: Maps }, Record<string, number[][]>>('gram');
    const { rows, weigh } = sampleOf(activationOf(inputs.F), null);
    const wanted = expected.per_location_tf_tutorial_crowsonkb as number[][];
    expectClose(numbersOf(secondMoment(rows, weigh)), wanted.flat(), 1e-5);
  });

  test('style and content distances', () => {
    const { inputs, expected } = vector<
      { F_generated: Maps; G_target: Maps },
      Record<string, number>
    >('style-content-loss');
    const a = activationOf(inputs.F_generated);
    const target = activationOf(inputs.G_target);
    const square = evaluate(gramEvaluator(target, 'square'), a).value;
    const absolute = evaluate(gramEvaluator(target, 'absolute'), a).value;
    const content = evaluate(
      contentEvaluator(new Map([['', target]]), () => ''),
      a,
    ).value;
    expectClose(
      [square, absolute, content],
      [
        expected.tf_tutorial_style_layer_mse as number,
        expected.mean_l1_gram_lucid as number,
        expected.mse_content as number,
      ],
      1e-5,
    );
  });

  test('Wasserstein-2 of mean and covariance', () => {
    const { inputs, expected } = vector<{ F: Maps; T: Maps }, { loss: number; self_loss: number }>(
      'w2-style',
    );
    expectClose([wasserstein(inputs.F, inputs.T)], [expected.loss], 1e-5);
    expectClose([wasserstein(inputs.F, inputs.F)], [expected.self_loss], 1e-5);
  });

  test('commensurable weights of style, content and dream', () => {
    const { inputs, expected } = vector<Record<string, number | number[]>, { cotangent: number[] }>(
      'deepstyle-combine',
    );
    const normal = (key: string) =>
      numbersOf(normaliseCotangent(activationOf([[inputs[key] as number[]]])));
    const [style, content, act] = [normal('style_grad'), normal('content_grad'), normal('act')];
    const [sw, cw, ddw] = ['sw', 'cw', 'ddw'].map((key) => inputs[key] as number) as [
      ...[number, number, number],
    ];
    const combined = act.map(
      (a, i) => cw * (content[i] as number) + sw * (style[i] as number) - ddw * a,
    );
    expectClose(combined, expected.cotangent, 1e-5);
  });
});

function evaluate(evaluator: Evaluator, a: Tensor4D, mask: Tensor4D | null = null) {
  const { value, cotangent } = tf.tidy(() => ({
    ...evaluator.evaluate(a, mask, { shift: [0, 0], tile: null }),
  }));
  evaluator.dispose();
  return { value: numbersOf(value)[0] as number, cotangent: numbersOf(cotangent) };
}

function layerTerm(measure: Measure): LayerTerm {
  return { kind: 'layer', network, layer: 'first', weight: 1, normalise: false, measure };
}

/** From [channels][positions] to [positions][channels]. */
function byPosition(x: readonly (readonly number[])[]): number[][] {
  return (x[0] as readonly number[]).map((_, p) => x.map((channel) => channel[p] as number));
}

/** With the absolute ridge of 1e-4 that the vector's engine adds to both covariances. */
function wasserstein(from: Maps, to: Maps): number {
  const distance = tf.tidy(() => {
    const gaussian = (values: Maps) => {
      const sample = sampleOf(activationOf(values), null);
      const { mean, centred } = centre(sample);
      const covariance = secondMoment(centred, sample.weigh);
      const regular = tf.add<tf.Tensor2D>(covariance, tf.mul(identity(3), 1e-4));
      return { mean, covariance: regular };
    };
    const [a, b] = [gaussian(from), gaussian(to)];
    const wanted = { root: squareRoot(b.covariance).root, trace: trace(b.covariance) };
    const { map, rest } = gaussianTransport(a.covariance, wanted);
    const spread = tf.sub(trace(a.covariance), tf.sum(tf.mul(a.covariance, map)));
    const offset = tf.sum(tf.squaredDifference(a.mean, b.mean));
    return tf.div(tf.add(tf.add(offset, spread), rest), 3);
  });
  return numbersOf(distance)[0] as number;
}
