import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const combineObjectives = defineNode({
  type: 'combine-objectives',
  version: 2,
  title: 'Combine Objectives',
  category: 'objective',
  light: true,
  summary: 'Add several objectives, each with its weight; negative weights push away.',
  keywords: ['sum', 'add', 'mix', 'weights', 'several', 'networks', 'subtract'],
  inputs: { objectives: port.objective({ many: true, help: 'Any number of objectives.' }) },
  params: {
    weights: param.numbers({
      each: 'objectives',
      min: -10,
      max: 10,
      step: 0.05,
      default: [1],
      label: 'Weights',
      help: 'One for each objective, in their order; below 0 the picture is driven away from it. The last number is used for the rest.',
    }),
    used: param.numbers({
      each: 'objectives',
      leavesOut: true,
      min: 0,
      max: 1,
      step: 1,
      integer: true,
      default: [1],
      label: 'Used',
      help: 'One for each objective, in their order: 1 counts, 0 is left out and not computed.',
    }),
    normalise: param.boolean({
      default: false,
      label: 'Weigh each as one',
      main: true,
      help: 'On: an objective of many terms counts as much as one of a single term, by its weight.',
    }),
  },
  outputs: { objective: port.objective() },
  upgrades: [{ adds: { used: [1] } }],
});
