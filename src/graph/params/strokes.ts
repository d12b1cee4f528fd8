import { ok, type Result } from '../../common/result.ts';
import { isJsonObject, type Json } from '../document/json.ts';
import { count } from '../document/names.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';

/** One sweep of the brush. Independent of the picture's size. */
export type Stroke = {
  /** Pairs [x, y] in [0, 1] of the picture's width and height. */
  readonly points: readonly (readonly [number, number])[];
  /** Share of the picture's long side, above 0 and at most 1. */
  readonly radius: number;
  /** 0: falls off from the centre; 1: full up to the radius. */
  readonly hardness: number;
  /** Takes away instead of adding. */
  readonly erase: boolean;
};

/** A mask painted by hand, kept in the document as strokes. Typed as JSON. */
export interface StrokesParam extends ParamBase<readonly Stroke[]> {
  readonly type: 'strokes';
}

const wanted = 'a list of strokes { points: [[x, y], …], radius, hardness, erase }, all in 0 to 1';

export function strokesParam(spec: ParamOptions = {}): StrokesParam {
  return {
    ...spec,
    default: [],
    type: 'strokes',
    socket: null,
    accepts: 'painted in the editor',
    sweep: [],
    validate: validateStrokes,
    parse: (text) => validateStrokes(readJson(text)),
    format: (value) => JSON.stringify(value),
    words: (value) => count(value.length, 'stroke'),
  };
}

function validateStrokes(value: unknown): Result<readonly Stroke[]> {
  if (!Array.isArray(value)) return misfit(value, wanted);
  const strokes: Stroke[] = [];
  for (const entry of value) {
    const stroke = readStroke(entry);
    if (stroke === undefined) return misfit(entry, wanted);
    strokes.push(stroke);
  }
  return ok(strokes);
}

function readStroke(value: unknown): Stroke | undefined {
  if (!isJsonObject(value) || !Array.isArray(value.points)) return undefined;
  const { points, radius, hardness, erase } = value;
  const fits =
    points.every(isPoint) && isShare(radius) && radius > 0 && isShare(hardness) && isFlag(erase);
  return fits ? { points, radius, hardness, erase } : undefined;
}

function isPoint(value: Json): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(isShare);
}

function isShare(value: Json | undefined): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isFlag(value: Json | undefined): value is boolean {
  return typeof value === 'boolean';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
