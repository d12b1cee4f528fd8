import { type BooleanParam, booleanParam } from './boolean.ts';
import { type ChannelsParam, channelsParam } from './channels.ts';
import { type ChoiceParam, choiceParam } from './choice.ts';
import { type ColourParam, colourParam } from './colour.ts';
import { type FileParam, fileParam } from './file.ts';
import { type LayerParam, type LayersParam, layerParam, layersParam } from './layers.ts';
import { type NumberParam, numberParam } from './number.ts';
import { type NumbersParam, numbersParam } from './numbers.ts';
import { type SeedParam, seedParam } from './seed.ts';
import { type StrokesParam, strokesParam } from './strokes.ts';
import { type TextParam, textParam } from './text.ts';

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
  strokes: strokesParam,
  numbers: numbersParam,
  seed: seedParam,
};

export type Param =
  | NumberParam
  | ChoiceParam
  | BooleanParam
  | TextParam
  | LayerParam
  | LayersParam
  | ChannelsParam
  | ColourParam
  | FileParam
  | StrokesParam
  | NumbersParam
  | SeedParam;

/** What a document stores for a parameter. */
export type StoredValue<P extends Param> = P['default'];

/** What a run function gets: as stored, except that a random seed has been drawn. */
export type RunValue<P extends Param> = P extends SeedParam ? number : P['default'];
