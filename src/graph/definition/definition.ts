import { own } from '../../common/own.ts';
import type { ParamValues } from '../document/document.ts';
import type { Param } from '../params/param.ts';
import { type Port, port } from './port.ts';

export type Ports = Readonly<Record<string, Port>>;
export type Params = Readonly<Record<string, Param>>;

/** Groups of node types, in the order in which the library shows them. */
export const categories = {
  source: 'Sources',
  pyramid: 'Pyramid',
  objective: 'Objectives',
  ascent: 'Gradient ascent',
  time: 'Time',
  visualisation: 'Feature visualisation',
  picture: 'Picture',
  output: 'Output',
  value: 'Values',
  layout: 'Layout',
} as const;

export type Category = keyof typeof categories;

/** What changed from one version of a node type to the next. */
export interface Upgrade {
  /** Old key -> new key. Wires, variants and exposed parameters follow. */
  readonly renameParams?: Readonly<Record<string, string>>;
  readonly renameInputs?: Readonly<Record<string, string>>;
  readonly renameOutputs?: Readonly<Record<string, string>>;
  /**
   * New values from old ones, after renaming. Also applied to the changes a variant makes, which
   * hold only some of the keys: keys that are absent stay absent.
   * @param base of a variant's changes: what the node had before the upgrade.
   */
  readonly params?: (params: ParamValues, base?: ParamValues) => ParamValues;
  /** `params` only writes down what was meant, and `inKeys` of parameters keeps the content keys. */
  readonly keepsKeys?: true;
  /**
   * New parameters, each with the value at which the node does what it did without. Nodes of before
   * get them; a variant keeps to what it changes. An upgrade of nothing but these leaves content
   * keys as they were.
   */
  readonly adds?: ParamValues;
  /**
   * What parameters meant that a document does not mention, where that is another value now: nodes of
   * before get it written down, variants do not. An upgrade of nothing but these leaves content keys
   * as they were.
   */
  readonly defaults?: ParamValues;
}

/** When in a sequence. A still is a sequence of one frame. */
export interface Time {
  /** From 0. */
  readonly frame: number;
  readonly frames: number;
  /** Frames a second. */
  readonly fps: number;
}

/** A type of node as data: all that the editor, the compiler, the CLI and the docs know of it. */
export interface NodeDefinition<
  Type extends string = string,
  In extends Ports = Ports,
  P extends Params = Params,
  Out extends Ports = Ports,
> {
  readonly type: Type;
  readonly version: number;
  readonly title: string;
  readonly category: Category;
  /** One sentence: what the node does. */
  readonly summary: string;
  /** Other words under which people search for it. */
  readonly keywords: readonly string[];
  readonly inputs: In;
  readonly params: P;
  readonly outputs: Out;
  /** Output -> the input that comes out of it while the node is bypassed. None: no bypass. */
  readonly passthrough?: { readonly [Key in keyof Out]?: keyof In & string };
  /** The output whose picture is shown in the node. */
  readonly preview?: keyof Out & string;
  /** A run of the whole graph goes to nodes of this type, also when nothing reads them. */
  readonly end?: true;
  /**
   * Of types that dream, which take nearly all of a run's time: megapixels that a network has to
   * look at, there and back. A parameter that a wire drives is absent.
   * @param octaves megapixels of each picture that is worked on.
   * @param terms of the objective.
   */
  readonly work?: (params: ParamValues, octaves: readonly number[], terms: number) => number;
  /** Hands on what it gets, or says something of it: takes no time to speak of. */
  readonly light?: true;
  /**
   * Megapixels that the node works on and gives, from those of its picture: one number for each
   * octave. Absent: the same.
   */
  readonly megapixels?: (params: ParamValues, before: number) => number | readonly number[];
  /**
   * Of types whose values are others at every frame: values of its own parameters there, in place of
   * those that it is given, such as the seed of this frame. They are part of content keys. Absent: the
   * node is the same at every frame, but for tracks.
   * @param params complete and valid, random seeds drawn; without those that a wire drives.
   */
  readonly atFrame?: (params: ParamValues, time: Time) => ParamValues;
  /** Entry k brings version k + 1 to version k + 2. */
  readonly upgrades: readonly Upgrade[];
  /** Why it is no longer offered and what to use instead; documents that have it still run. */
  readonly deprecated?: string;
}

/** Parameters that came with a later version, with the values at which they change nothing. */
export function addedParams({ upgrades }: NodeDefinition): ParamValues {
  return Object.assign({}, ...upgrades.map(({ adds }) => adds ?? {}));
}

/** The version since which equal parameters have given equal values. */
export function keyVersion({ upgrades }: NodeDefinition): number {
  const keeps = ({ keepsKeys, adds, defaults, ...rest }: Upgrade) =>
    keepsKeys === true || Object.keys(rest).length === 0;
  return 1 + upgrades.filter((upgrade) => !keeps(upgrade)).length;
}

/** Node types by `type`. */
export type Catalog = Readonly<Record<string, NodeDefinition>>;

type Written<D extends NodeDefinition> = Omit<D, 'keywords' | 'upgrades'> &
  Partial<Pick<D, 'keywords' | 'upgrades'>>;

/** Declares a node type with exact types of its sockets and parameters. */
export function defineNode<
  const Type extends string,
  const In extends Ports,
  const P extends Params,
  const Out extends Ports,
>(written: Written<NodeDefinition<Type, In, P, Out>>): NodeDefinition<Type, In, P, Out> {
  const definition = { keywords: [], upgrades: [], ...written };
  checkDefinition(definition);
  return definition;
}

/** Mistakes that types do not catch. They are bugs in a definition, so they throw. */
function checkDefinition(definition: NodeDefinition): void {
  const { type, version, inputs, params, outputs, passthrough = {}, upgrades } = definition;
  const insist = (holds: boolean, rule: string) => {
    if (!holds) throw new Error(`Definition of ${type}: ${rule}.`);
  };
  insist(version === upgrades.length + 1, 'one upgrade for each version after the first');
  for (const [key, spec] of Object.entries(params)) {
    insist(!Object.hasOwn(inputs, key), `${key} is both an input and a parameter`);
    insist(spec.validate(spec.default).ok, `the default of ${key} is not one of its values`);
    const { showWhen } = spec;
    insist(!showWhen || Object.hasOwn(params, showWhen.param), `${key} is shown by an unknown key`);
    insist(!spec.affects || !spec.socket, `${key} affects ${spec.affects}, which no wire can`);
    const from = 'from' in spec ? spec.from : undefined;
    insist(!from || Object.hasOwn(inputs, from), `${key} has layers from an unknown input`);
  }
  for (const [key, value] of Object.entries(addedParams(definition))) {
    insist(
      params[key]?.validate(value).ok === true,
      `no parameter ${key} takes what an upgrade adds`,
    );
  }
  for (const [key, value] of upgrades.flatMap(({ defaults }) => Object.entries(defaults ?? {}))) {
    insist(params[key]?.validate(value).ok !== false, `${key} does not take what it once meant`);
  }
  for (const [key, { delayed, many, kinds }] of Object.entries(inputs)) {
    if (!delayed) continue;
    const passesOn = Object.values(outputs).every(({ same }) => same !== undefined && same !== key);
    insist(passesOn && Object.keys(params).length === 0, `${key} is delayed in a node that works`);
    insist(!many && kinds.join() === 'image', `${key} is delayed and takes more than a picture`);
  }
  for (const [key, { same, kinds }] of Object.entries(outputs)) {
    insist(!same || Object.hasOwn(inputs, same), `${key} gives what an unknown input carries`);
    const through = passthrough[key];
    const taken = through === undefined ? kinds : (inputs[through]?.kinds ?? []);
    insist(!!same || kinds.some((kind) => taken.includes(kind)), `${key} cannot pass ${through}`);
  }
}

/** Every input a wire may end at: the declared ones, then those of parameters with a socket. */
export function inputPorts(definition: NodeDefinition): Ports {
  const sockets: Record<string, Port> = {};
  for (const [key, param] of Object.entries(definition.params)) {
    if (!param.socket) continue;
    sockets[key] = {
      ...port[param.socket]({ optional: true }),
      ...(param.label && { label: param.label }),
    };
  }
  return { ...definition.inputs, ...sockets };
}

/** The definition of a type, or undefined. Safe for names that come from a file. */
export function findDefinition(catalog: Catalog, type: string): NodeDefinition | undefined {
  return own(catalog, type);
}
