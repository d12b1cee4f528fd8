import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';

export const saveClip = defineNode({
  type: 'save-clip',
  version: 1,
  title: 'Save Clip',
  category: 'output',
  light: true,
  summary: 'The frames as one film: export it in the editor, or write it from the command line.',
  keywords: [
    ...['export', 'film', 'movie', 'video', 'animation', 'write', 'output', 'result'],
    ...['mp4', 'webm', 'gif', 'webp', 'sequence', 'sound'],
  ],
  inputs: { image: port.image() },
  params: {
    name: param.text({
      default: 'dream',
      maxLength: 200,
      affects: 'file',
      label: 'Name',
      main: true,
      help: 'File name without the extension.',
    }),
    format: param.choice(
      {
        mp4: 'MP4',
        webm: 'WebM',
        gif: 'GIF',
        webp: 'Animated WebP',
        png: 'Numbered PNGs',
      },
      {
        default: 'mp4',
        affects: 'file',
        label: 'Format',
        main: true,
        help: 'MP4 plays nearly everywhere; WebM is free of patents; GIF and animated WebP are pictures that move, without sound; PNGs keep every pixel.',
      },
    ),
    quality: param.number({
      min: 1,
      max: 100,
      step: 1,
      default: 80,
      integer: true,
      affects: 'file',
      unit: '%',
      label: 'Quality',
      main: true,
      help: 'Higher gives a larger file that is closer to the frames.',
      showWhen: { param: 'format', is: ['mp4', 'webm', 'webp'] },
    }),
    sound: param.boolean({
      default: true,
      affects: 'file',
      label: 'Sound',
      help: 'The film keeps the sound of the clip that was loaded, if that runs at its own speed.',
      showWhen: { param: 'format', is: ['mp4', 'webm'] },
    }),
    metadata: param.boolean({
      default: true,
      affects: 'file',
      label: 'Graph inside',
      help: 'The file contains this graph and its seeds; opening it restores both.',
    }),
  },
  outputs: { image: port.image() },
  passthrough: { image: 'image' },
  preview: 'image',
  end: true,
});
