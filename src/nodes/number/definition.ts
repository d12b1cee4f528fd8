import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const number = defineNode({
  type: 'number',
  version: 1,
  title: 'Number',
  category: 'value',
  light: true,
  summary: 'One number that drives any parameters wired to it.',
  keywords: ['value', 'constant', 'slider', 'shared'],
  inputs: {},
  params: {
    value: param.number({
      min: -1_000_000,
      max: 1_000_000,
      step: 0.1,
      default: 1,
      label: 'Value',
      main: true,
      help: 'Must be in the range of the parameters it drives.',
    }),
  },
  outputs: { number: port.number() },
});
