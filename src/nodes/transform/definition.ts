import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const transform = defineNode({
  type: 'transform',
  version: 1,
  title: 'Transform',
  category: 'picture',
  summary: 'Zoom, rotate and shift a picture inside its frame.',
  keywords: ['zoom', 'rotate', 'shift', 'move', 'pan', 'turn'],
  inputs: { image: port.image() },
  params: {
    zoom: param.number({
      min: 0.1,
      max: 10,
      step: 0.01,
      default: 1,
      scale: 'log',
      socket: true,
      unit: '×',
      label: 'Zoom',
      main: true,
      help: 'Above 1 zooms in.',
    }),
    rotate: param.number({
      min: -360,
      max: 360,
      step: 1,
      default: 0,
      socket: true,
      unit: '°',
      label: 'Rotate',
      main: true,
      help: 'Clockwise, about the middle.',
    }),
    shiftX: shift('Shift right', 'width'),
    shiftY: shift('Shift down', 'height'),
    edge: param.choice(
      { reflect: 'Mirror', wrap: 'Repeat', replicate: 'Extend the edge' },
      {
        default: 'reflect',
        label: 'Beyond the edge',
        help: 'What is shown beyond the edge of the picture.',
      },
    ),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
});

function shift(label: string, side: string) {
  return param.number({
    min: -1,
    max: 1,
    step: 0.01,
    default: 0,
    socket: true,
    label,
    main: true,
    help: `As a share of the ${side}.`,
  });
}
