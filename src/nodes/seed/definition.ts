import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const seed = defineNode({
  type: 'seed',
  version: 1,
  title: 'Seed',
  category: 'value',
  light: true,
  summary: 'One seed for several nodes: fixed, or a new one for every run.',
  keywords: ['random', 'chance', 'repeat', 'fixed'],
  inputs: {},
  params: {
    seed: param.seed({
      default: 'random',
      socket: false,
      label: 'Seed',
      main: true,
      help: 'Random draws a new seed for every run and records it with the picture.',
    }),
  },
  outputs: { seed: port.seed() },
});
