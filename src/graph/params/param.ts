import { booleanParam } from './boolean.ts';
import { channelsParam } from './channels.ts';
import { choiceParam } from './choice.ts';
import { colourParam } from './colour.ts';
import { fileParam } from './file.ts';
import { filesParam } from './files.ts';
import { layerParam, layersParam } from './layers.ts';
import { numberParam } from './number.ts';
import { numbersParam } from './numbers.ts';
import { type SeedParam, seedParam } from './seed.ts';
import { strokesParam } from './strokes.ts';
import { textParam } from './text.ts';

/** Constructors of parameters: `param.number({ min: 0, max: 1, step: 0.01, default: 1 })`. */
export const param = {
  number: numberParam,
  choice: choiceParam,
  boolean: booleanParam,
  text: textParam,
  layer: layerParam,
  layers: layersParam,
  channels: channelsParam,
  colour: colourParam,
  file: fileParam,
  files: filesParam,
  strokes: strokesParam,
  numbers: numbersParam,
  seed: seedParam,
};

export type Param = ReturnType<(typeof param)[keyof typeof param]>;

/** What a document stores for a parameter. */
export type StoredValue<P extends Param> = P['default'];

/** What a run function gets: as stored, except that a random seed has been drawn. */
export type RunValue<P extends Param> = P extends SeedParam ? number : P['default'];
