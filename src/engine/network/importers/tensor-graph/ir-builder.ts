import { shapeOf, takes } from '../../geometry.ts';
import type { IrNode, Operation } from '../../ir.ts';
import type { Inputs } from '../../operation-shapes.ts';
import { Unsupported } from '../../unsupported.ts';
import { sizeOf } from '../../weights.ts';
import type { Shape } from '../../windows.ts';
import { type Axis, wholeAxis } from './axes.ts';

/** Numbers of one map. */
const largest = 2 ** 30;

/**
 * Makes the IR node by node, and knows the shape of each for one picture, the file's example: sizes
 * that a file has computed for that picture are understood by it.
 */
export class IrBuilder {
  readonly #nodes: IrNode[] = [];
  readonly #shapes = new Map<string, Shape>();
  /** The next number that a name may get: a file may give one name to all of its nodes. */
  readonly #taken = new Map<string, number>();
  #name = '';
  /** How many pictures the file takes at once. */
  #batch: Axis = [];

  get nodes(): readonly IrNode[] {
    return this.#nodes;
  }

  /** How many layers have been made. */
  get length(): number {
    return this.#nodes.length;
  }

  /** What is added from now on is part of this node of the file. */
  begin(name: string): void {
    this.#name = name;
  }

  /** Takes back what was added since there were so many layers. */
  backTo(length: number): void {
    for (const { name } of this.#nodes.splice(length)) this.#shapes.delete(name);
  }

  get batch(): Axis {
    return this.#batch;
  }

  /** @param batch how many pictures the file takes at once: here they are one. */
  input(channels: number, { height, width }: Omit<Shape, 'channels'>, batch = 1): string {
    this.#batch = wholeAxis('batch', batch);
    const name = this.#free(this.#name);
    this.#nodes.push({ name, inputs: [], op: 'input', channels });
    this.#shapes.set(name, { height, width, channels });
    return name;
  }

  /**
   * Adds a layer, called as the file's node is.
   * @param part what it is of that node, if there is more than it. @returns its name.
   */
  add(inputs: readonly string[], operation: Operation, part?: string): string {
    const name = this.#free(part === undefined ? this.#name : `${this.#name}/${part}`);
    const node: IrNode = { name, inputs, ...operation };
    const read = inputs.map((input) => this.shapeOf(input)) as [Shape, ...Shape[]];
    const shape = this.#shapeOf(node, read);
    this.#nodes.push(node);
    this.#shapes.set(name, shape);
    return name;
  }

  /**
   * Gives the last of the layers that were made since there were so many the name of the file's node,
   * where another of them has it.
   * @returns the new names of those that have one.
   */
  settle(length: number): ReadonlyMap<string, string> {
    const last = this.#nodes.at(-1);
    const first = this.#nodes.findIndex(({ name }, at) => at >= length && name === this.#name);
    if (!last || first < 0 || first === this.#nodes.length - 1) return new Map();
    const names = new Map([
      [this.#name, last.name],
      [last.name, this.#name],
    ]);
    const renamed = (name: string) => names.get(name) ?? name;
    const shapes = [...names].map(([from, to]) => [to, this.shapeOf(from)] as const);
    for (const [name, shape] of shapes) this.#shapes.set(name, shape);
    for (let at = length; at < this.#nodes.length; at++) {
      const node = this.#nodes[at] as IrNode;
      this.#nodes[at] = { ...node, name: renamed(node.name), inputs: node.inputs.map(renamed) };
    }
    return names;
  }

  shapeOf(name: string): Shape {
    const shape = this.#shapes.get(name);
    if (!shape) throw new Error(`No layer ${name} has been made.`);
    return shape;
  }

  #shapeOf(node: IrNode, read: Inputs): Shape {
    const fits = takes(node, read);
    const shape = fits ? shapeOf(node, read) : null;
    if (shape && !(sizeOf([shape.height, shape.width, shape.channels]) <= largest)) {
      throw new Unsupported('is larger than any machine can hold');
    }
    if (shape && shape.height >= 1 && shape.width >= 1 && shape.channels >= 1) return shape;
    const what = read.map(({ height, width, channels }) => `${height} x ${width} x ${channels}`);
    throw new Unsupported(`does not fit what it reads (${what.join(' and ')})`);
  }

  #free(name: string): string {
    if (!this.#shapes.has(name)) return name;
    for (let at = this.#taken.get(name) ?? 2; ; at++) {
      const free = `${name}:${at}`;
      if (this.#shapes.has(free)) continue;
      this.#taken.set(name, at + 1);
      return free;
    }
  }
}
