import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';

export const reroute = defineNode({
  type: 'reroute',
  version: 1,
  title: 'Reroute',
  category: 'layout',
  summary: 'A bend in a wire: passes its input through.',
  keywords: ['dot', 'wire', 'tidy', 'point'],
  inputs: { value: port.any() },
  params: {},
  outputs: { value: port.same('value') },
  passthrough: { value: 'value' },
});
