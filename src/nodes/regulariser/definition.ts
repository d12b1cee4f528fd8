import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { weightOf } from '../_params/objective-params.ts';

export const regulariser = defineNode({
  type: 'regulariser',
  version: 1,
  title: 'Regulariser',
  category: 'objective',
  light: true,
  summary: 'Restrain a dream: keep it smooth, or close to where it started.',
  keywords: [
    'total variation',
    'smooth',
    'noise',
    'distance',
    'strength',
    'restrain',
    'regularizer',
  ],
  inputs: {},
  params: {
    kind: param.choice(
      { 'total-variation': 'Smooth (total variation)', 'start-distance': 'Close to the start' },
      { default: 'total-variation', label: 'Kind', main: true, help: 'What to keep.' },
    ),
    weight: weightOf(0.05),
  },
  outputs: { objective: port.objective() },
});
