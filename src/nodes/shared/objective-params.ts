import type { LayerWeight } from '../../graph/param/layers.ts';
import { param } from '../../graph/param.ts';

/** Layers with weights, from the network at input `network`. */
export function layersOf(defaults: readonly LayerWeight[], help: string) {
  return param.layers({
    from: 'network',
    min: -5,
    max: 5,
    default: defaults,
    label: 'Layers',
    help,
  });
}

/** How much an objective counts beside others. */
export function weightOf(standard = 1) {
  return param.number({
    min: -10,
    max: 10,
    step: 0.05,
    default: standard,
    socket: true,
    label: 'Weight',
    help: 'How much this counts beside other objectives. A negative weight drives the picture away from it.',
  });
}

/** Whether each term's push is brought to the same size at every step. */
export function normaliseOf(standard: boolean) {
  return param.boolean({
    default: standard,
    label: 'Same push at every step',
    help: 'On: every layer pushes with the strength of its weight from first to last. Off: the push fades as the goal comes near.',
    advanced: true,
  });
}
