import { shapeOf, takes } from '../../geometry.ts';
import type { IrNode, Operation } from '../../ir.ts';
import type { Inputs } from '../../operation-shapes.ts';
import { Unsupported } from '../../unsupported.ts';
import type { Shape } from '../../windows.ts';

/**
 * Makes the IR node by node, and knows the shape of each for one picture, the file's example: sizes
 * that a file has computed for that picture are understood by it.
 */
export class IrBuilder {
  readonly #nodes: IrNode[] = [];
  readonly #shapes = new Map<string, Shape>();
  #name = '';

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

  input(channels: number, { height, width }: Omit<Shape, 'channels'>): string {
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

  shapeOf(name: string): Shape {
    const shape = this.#shapes.get(name);
    if (!shape) throw new Error(`No layer ${name} has been made.`);
    return shape;
  }

  #shapeOf(node: IrNode, read: Inputs): Shape {
    const fits = takes(node, read);
    const shape = fits ? shapeOf(node, read) : null;
    if (shape && shape.height >= 1 && shape.width >= 1 && shape.channels >= 1) return shape;
    const what = read.map(({ height, width, channels }) => `${height} x ${width} x ${channels}`);
    throw new Unsupported(`does not fit what it reads (${what.join(' and ')})`);
  }

  #free(name: string): string {
    let free = name;
    for (let at = 2; this.#shapes.has(free); at++) free = `${name}:${at}`;
    return free;
  }
}
