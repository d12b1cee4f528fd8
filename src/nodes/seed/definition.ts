import { mixable, mixed } from '../../common/mix.ts';
import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const seed = defineNode({
  type: 'seed',
  version: 1,
  title: 'Seed',
  category: 'value',
  light: true,
  summary: 'One seed for several nodes: fixed, or a new one for every run or frame.',
  keywords: ['random', 'chance', 'repeat', 'fixed'],
  inputs: {},
  params: {
    seed: param.seed({
      default: 'random',
      socket: false,
      label: 'Seed',
      main: true,
      help: 'Random draws a new seed for every run and records it with the picture. In a film it is the same in every run.',
    }),
    eachFrame: param.boolean({
      default: false,
      affects: 'frame',
      label: 'New at each frame',
      help: 'In a film, every frame has a seed of its own that follows from this one, so that no pattern stays in place.',
    }),
  },
  atFrame: ({ seed, eachFrame }, { frame }) =>
    eachFrame === true && typeof seed === 'number' && frame > 0
      ? { seed: seedOfFrame(seed, frame) }
      : {},
  outputs: { seed: port.seed() },
});

/** Another for each frame: a multiple of the golden ratio apart, then mixed. */
function seedOfFrame(seed: number, frame: number): number {
  return mixed((seed + frame * 0x9e3779b1) % mixable);
}
