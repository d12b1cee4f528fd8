import { fail, ok, type Problem, type Result } from '../../../common/result.ts';
import { shapeOf, takes } from '../geometry.ts';
import { checkInput } from '../input-range.ts';
import type { Ir, IrNode } from '../ir.ts';
import type { Inputs } from '../operation-shapes.ts';
import { operationOf } from '../operations.ts';
import { sizeOf } from '../weights.ts';
import type { Shape } from '../windows.ts';

/** Sides of square pictures. What works for no picture of these sizes works for none that people have. */
const tried = [224, 256, 299, 320, 512] as const;
/** A value of more numbers is beyond the memory of any browser. */
const largest = 2 ** 31;

/**
 * Whether the layers fit together. A network whose last layers take pictures of one size only is
 * fine: the layers before them can be dreamed of. Problems: `network-inputs`, `network-geometry`.
 */
export function checkGeometry(ir: Ir): Result<void> {
  const input = checkInput(ir);
  if (!input.ok) return input;
  const runs = tried.map((side) => inferWherePossible(ir, side));
  for (const node of ir) {
    const reads = runs.map((shapes) => readBy(node, shapes)).filter((read) => read !== null);
    const [first] = reads;
    if (first && isMisfit(node, reads)) return fail(misfit(node, first));
    for (const shapes of runs) {
      const shape = shapes.get(node.name);
      if (shape && !(count(shape) <= largest)) return fail(tooLarge(node, shape));
    }
  }
  return ok(undefined);
}

/** Whether it takes its inputs at no size, though their channels do not depend on the size. */
function isMisfit(node: IrNode, reads: readonly Inputs[]): boolean {
  if (node.op === 'reshape' || reads.some((inputs) => takes(node, inputs))) return false;
  const channels = new Set(reads.map((inputs) => inputs.map((input) => input.channels).join()));
  return channels.size === 1;
}

/** The shapes for one picture, without those that have none. */
function inferWherePossible(ir: Ir, side: number): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  const picture: Inputs = [{ height: side, width: side, channels: 0 }];
  for (const node of ir) {
    const inputs = node.op === 'input' ? picture : readBy(node, shapes);
    if (!inputs || (node.op !== 'input' && !takes(node, inputs))) continue;
    const shape = shapeOf(node, inputs);
    if (shape.height >= 1 && shape.width >= 1) shapes.set(node.name, shape);
  }
  return shapes;
}

/** What a node reads; null where one of it has no shape. */
function readBy({ inputs }: IrNode, shapes: ReadonlyMap<string, Shape>): Inputs | null {
  const [first, ...others] = inputs.flatMap((name) => shapes.get(name) ?? []);
  return first && others.length === inputs.length - 1 ? [first, ...others] : null;
}

function count({ height, width, channels }: Shape): number {
  return sizeOf([height, width, channels]);
}

function misfit(node: IrNode, inputs: Inputs): Problem {
  const read = inputs.map(words).join(' and ');
  return {
    code: 'network-geometry',
    message: `The layer ${node.name} (${operationOf(node).words(node)}) does not fit what it reads: for a picture of ${tried[0]} x ${tried[0]} that is ${read}.`,
    remedy: 'Export or download the network again, or cut it off before that layer.',
  };
}

function tooLarge(node: IrNode, shape: Shape): Problem {
  return {
    code: 'network-geometry',
    message: `The layer ${node.name} (${operationOf(node).words(node)}) gives ${words(shape)} for a picture of a few hundred pixels, which no memory holds.`,
    remedy: 'Choose a network without it, or cut it off before that layer.',
  };
}

function words({ height, width, channels }: Shape): string {
  return `${height} x ${width} with ${channels} channels`;
}
