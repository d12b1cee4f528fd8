import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const saveImage = defineNode({
  type: 'save-image',
  version: 1,
  title: 'Save Image',
  category: 'output',
  light: true,
  summary: 'The result: download it in the editor, or write it from the command line.',
  keywords: ['export', 'download', 'file', 'write', 'png', 'jpeg', 'webp', 'output', 'result'],
  inputs: { image: port.image() },
  params: {
    name: param.text({
      default: 'dream',
      maxLength: 200,
      affects: 'file',
      label: 'Name',
      main: true,
      help: 'File name without the extension. Of several photos, {photo}, {folder}, {layer}, {seed} and {variant} stand for what differs.',
    }),
    format: param.choice(
      { png: 'PNG', jpeg: 'JPEG', webp: 'WebP' },
      {
        default: 'png',
        affects: 'file',
        label: 'Format',
        main: true,
        help: 'PNG keeps every pixel and can contain the graph; JPEG and WebP are smaller.',
      },
    ),
    quality: param.number({
      min: 1,
      max: 100,
      step: 1,
      default: 92,
      integer: true,
      affects: 'file',
      unit: '%',
      label: 'Quality',
      main: true,
      help: 'Higher gives a larger file that is closer to the picture.',
      showWhen: { param: 'format', is: ['jpeg', 'webp'] },
    }),
    metadata: param.boolean({
      default: true,
      affects: 'file',
      label: 'Graph inside',
      help: 'The file contains this graph and its seeds; opening it restores both.',
      showWhen: { param: 'format', is: ['png'] },
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
  end: true,
});
