import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const combineObjectives = defineNode({
  type: 'combine-objectives',
  version: 1,
  title: 'Combine Objectives',
  category: 'objective',
  summary: 'Add several objectives, each with its weight; negative weights push away.',
  keywords: ['sum', 'add', 'mix', 'weights', 'several', 'networks', 'subtract'],
  inputs: { objectives: port.objective({ many: true, help: 'Any number of objectives.' }) },
  params: {
    weights: param.numbers({
      min: -10,
      max: 10,
      step: 0.05,
      default: [1],
      label: 'Weights',
      help: 'One for each objective, in the order in which they are connected. The last number is used for the rest.',
    }),
    normalise: param.boolean({
      default: false,
      label: 'Weigh each as one',
      help: 'On: an objective of many terms counts as much as one of a single term, by its weight.',
    }),
  },
  outputs: { objective: port.objective() },
});
