import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import { sizedMegapixels, workingSize } from '../_params/size-params.ts';
import { placeInPart } from './place.ts';

const mostFrames = 100_000;

function frameCount(words: {
  readonly label: string;
  readonly help: string;
  readonly main?: true;
  readonly advanced?: true;
}) {
  return param.number({
    ...{ min: 0, max: mostFrames, step: 1, default: 0, integer: true, unit: 'frames' },
    ...words,
  });
}

export const loadClip = defineNode({
  type: 'load-clip',
  version: 1,
  title: 'Load Clip',
  category: 'source',
  summary:
    'Read a film, an animated picture or numbered pictures: one frame for each of the sequence.',
  keywords: [
    ...['film', 'movie', 'video', 'animation', 'sequence', 'frames', 'file', 'open', 'input'],
    ...['mp4', 'webm', 'mov', 'gif', 'webp', 'apng', 'series'],
  ],
  inputs: {},
  params: {
    file: param.file({
      accept: 'clip',
      label: 'Clip',
      main: true,
      help: 'An MP4, WebM, GIF, animated WebP or PNG, or numbered pictures. It never leaves this machine.',
    }),
    start: frameCount({
      label: 'Start',
      main: true,
      help: 'The frame of the clip that is shown first, counted from 0.',
    }),
    stride: param.number({
      min: 1,
      max: 1000,
      step: 1,
      default: 1,
      integer: true,
      unit: 'frames',
      label: 'Stride',
      help: 'How far the next frame is from the one before: 2 leaves out every second one.',
    }),
    length: frameCount({
      label: 'Frames',
      help: 'How many frames are taken from the clip; 0 takes all there are.',
    }),
    end: param.choice(
      { hold: 'Hold the last frame', loop: 'Begin again', mirror: 'Run back and forth' },
      {
        default: 'hold',
        label: 'At the end',
        help: 'What is shown when the sequence is longer than the clip.',
      },
    ),
    offset: frameCount({
      label: 'Ahead',
      advanced: true,
      help: 'How many frames of the sequence the clip is ahead: which frame a still picture shows.',
    }),
    ...workingSize('frames'),
  },
  outputs: { image: port.image() },
  megapixels: sizedMegapixels,
  preview: 'image',
  atFrame: ({ offset, length, end }, { frame }) => {
    const place = Number(offset) + frame;
    // Of a part of known length, frames that come again have the same key.
    const part = Number(length);
    return {
      offset: part > 0 ? placeInPart(place, part, String(end)) : Math.min(place, mostFrames),
    };
  },
});
