import type { Problem, Result } from '../../common/result.ts';
import { fail } from '../../common/result.ts';
import type { Json } from '../document/json.ts';

/** What every parameter may say about itself; all of it serves the inspector, the CLI and the docs. */
export interface ParamOptions {
  /** Shown instead of the key, in sentence case. */
  readonly label?: string;
  readonly help?: string;
  /** Such as 'px' or '%'. */
  readonly unit?: string;
  /** Parameters of one group stand together under this heading. */
  readonly group?: string;
  /** Stands in the node itself; at most four do at a time. The others are folded away there. */
  readonly main?: boolean;
  /** Folded away in the inspector until asked for. */
  readonly advanced?: boolean;
  /**
   * Changes only what is done with the result of the node's long work: the runtime keeps that work,
   * and another value costs no new one (`RunContext.memoise`).
   */
  readonly late?: boolean;
  /**
   * What the parameter changes, where that is not the node's values as such: the file that a host
   * writes of them, or only what the node is at other frames or with other photos. No part of content
   * keys, so that a finished picture stays finished.
   */
  readonly affects?: 'file' | 'frame' | 'photo';
  /** The control of this other parameter sets it too: it has no row of its own. */
  readonly beside?: string;
  /**
   * Names data of the app that the parameter brings in, such as a list: a part of content keys, so
   * that results of other data are not taken for those of this.
   */
  readonly brings?: string;
  /** What stands for a value in content keys, where it depends on a file: see `InKeys`. */
  readonly inKeys?: InKeys;
  /** Shown only while another parameter of the node has one of these values. */
  readonly showWhen?: ShowWhen;
}

/** A value that leaves something to the network in a file stands in keys for what that comes to. */
export interface InKeys {
  /** The parameter that names the file. */
  readonly file: string;
  /** @param wants of the network in it; undefined of one that comes with the app. */
  readonly as: (value: Json, wants: Json | undefined) => Json;
}

export interface ShowWhen {
  readonly param: string;
  readonly is: readonly Json[];
}

/** One parameter of a node type: data for the inspector, and the rules of its values. */
export interface ParamBase<Value extends Json> extends ParamOptions {
  readonly default: Value;
  /** The kind of the input socket of the same key that may drive it; null: there is none. */
  readonly socket: 'number' | 'seed' | null;
  /** The value as the node gets it, or a problem whose remedy names what is taken. */
  validate(value: unknown): Result<Value>;
  /** The value of a word typed after `--set NODE.PARAM=`. */
  parse(text: string): Result<Value>;
  /** The text that `parse` reads back as this value. */
  format(value: Value): string;
  /** The value as captions and headings say it: a choice by its label, a file by its title. */
  words(value: Value): string;
  /** Ways to give the values of a sweep, the likely ones first; empty: no sweep runs over it. */
  readonly sweep: readonly SweepWay[];
  /** What can be chosen, where that is known without a network. */
  readonly options?: readonly ParamOption<Value>[];
  /** The value that is one layer of the network, where the network has what can be chosen. */
  ofLayer?(layer: string): Value;
  /** Which values it takes, such as "0 to 1 px", for people; what is typed stands in backticks. */
  readonly accepts: string;
  /** On the command line several words make one value, so its flag may be given more than once. */
  readonly isList?: boolean;
  /** The values name what they are, so captions leave the name of the parameter out. */
  readonly speaksForItself?: boolean;
  /** Turns what a wire brings into what `validate` judges. Absent: it stays as it is. */
  fromWire?(value: unknown): unknown;
  /** What a person should know of a valid value that may not work any more. */
  remarkOn?(value: Value): Remark | null;
}

export type SweepWay = 'range' | 'pick' | 'list' | 'seeds';

export interface ParamOption<Value extends Json = Json> {
  readonly value: Value;
  readonly label: string;
}

/** What is wrong and what to do, to become a problem where it is found. */
export type Remark = Pick<Problem, 'message' | 'remedy'>;

/** "3 does not fit. Use a number from 0 to 1." `wanted` continues after "Use". */
export function misfit(value: unknown, wanted: string): { ok: false; problem: Problem } {
  return fail({
    code: 'param-value',
    message: `${shown(value)} does not fit.`,
    remedy: `Use ${wanted}.`,
  });
}

function shown(value: unknown): string {
  if (value === undefined) return 'Nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol') {
    return `A ${typeof value}`;
  }
  if (Array.isArray(value)) return `A list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'An object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}
