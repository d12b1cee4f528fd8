import { defineNode } from '../../graph/definition/definition.ts';
import { port } from '../../graph/definition/port.ts';
import { param } from '../../graph/params/param.ts';
import {
  box,
  boxFits,
  crop,
  filter,
  longSideWhen,
  sizedMegapixels,
} from '../_params/size-params.ts';
import { placeInPart } from './place.ts';

const mostFrames = 100_000;

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
    start: param.number({
      min: 0,
      max: mostFrames,
      step: 1,
      default: 0,
      integer: true,
      unit: 'frames',
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
    length: param.number({
      min: 0,
      max: mostFrames,
      step: 1,
      default: 0,
      integer: true,
      unit: 'frames',
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
    offset: param.number({
      min: 0,
      max: mostFrames,
      step: 1,
      default: 0,
      integer: true,
      unit: 'frames',
      label: 'Ahead',
      advanced: true,
      help: 'How many frames of the sequence the clip is ahead: which frame a still picture shows.',
    }),
    fit: param.choice(
      { limit: 'At most a long side', ...boxFits, original: 'Keep the size' },
      { default: 'limit', label: 'Size', help: 'How the frames are fitted to their working size.' },
    ),
    size: longSideWhen(
      'limit',
      'Larger frames are scaled down until width and height are at most this. Time and memory grow with its square.',
    ),
    ...box,
    crop,
    filter,
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
