import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const blurSharpen = defineNode({
  type: 'blur-sharpen',
  version: 1,
  title: 'Blur/Sharpen',
  category: 'picture',
  summary: 'Soften a picture, or bring out its edges.',
  keywords: ['gaussian', 'soften', 'unsharp', 'edges', 'smooth'],
  inputs: {
    image: port.image(),
    mask: port.mask({ optional: true, help: 'Where the change applies.' }),
  },
  params: {
    mode: param.choice(
      { blur: 'Blur', sharpen: 'Sharpen' },
      {
        default: 'blur',
        label: 'Mode',
        main: true,
        help: 'Sharpening strengthens what a blur would remove.',
      },
    ),
    radius: param.number({
      min: 0,
      max: 128,
      step: 0.1,
      default: 2,
      socket: true,
      unit: 'px',
      label: 'Radius',
      main: true,
      help: 'Standard deviation of the blur, or the width of the edges that are sharpened.',
    }),
    amount: param.number({
      min: 0,
      max: 4,
      step: 0.05,
      default: 1,
      socket: true,
      label: 'Amount',
      main: true,
      help: 'How much the edges are strengthened.',
      showWhen: { param: 'mode', is: ['sharpen'] },
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
});
