import type { LayerWeight } from '../../graph/params/layers.ts';
import { param } from '../../graph/params/param.ts';

/** Layers with weights, from the network at input `network`. */
export function layersOf(
  defaults: readonly LayerWeight[],
  help: string,
  more: { readonly channels?: boolean; readonly label?: string; readonly main?: boolean } = {},
) {
  return param.layers({
    from: 'network',
    min: -5,
    max: 5,
    default: defaults,
    label: 'Layers',
    main: true,
    help,
    ...more,
  });
}

/** Changes with models/avoided-channels.json, which the page need not load: a test compares them. */
export const avoidedSum = 'b500eb715604e7ec';

/** Whether objectives on whole layers leave out the channels that are avoided. */
export function leaveOutFlesh() {
  return param.boolean({
    default: true,
    label: 'Leave out flesh-like channels',
    help: 'Some channels of the embedded networks grow shapes that look like bare skin: Inception V3 was trained to recognise pornography, the detectors to find people. On: whole layers dream without these channels. Channels chosen by number are always used.',
    advanced: true,
    brings: avoidedSum,
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
    main: true,
    help: 'How much this counts compared with other objectives. A negative weight drives the picture away from it.',
  });
}

/** Whether each term's push is brought to the same size at every step. */
export function normaliseOf(standard: boolean) {
  return param.boolean({
    default: standard,
    label: 'Same push at every step',
    help: 'On: every layer pushes with the strength of its weight at every step. Off: the push fades as the goal gets near.',
    advanced: true,
  });
}
