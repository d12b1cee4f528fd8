import type { Shape } from '../../../network/windows.ts';
import type { Call } from '../arena/call.ts';
import { freshView, type View } from '../arena/view.ts';
import { fillCall, type Sink } from './calls.ts';

/** Where the cotangent of each value is summed up, as the backward pass is laid out. */
export class Cotangents {
  readonly #views = new Map<string, View>();
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #emit: (call: Call) => void;

  constructor(shapes: ReadonlyMap<string, Shape>, emit: (call: Call) => void) {
    this.#shapes = shapes;
    this.#emit = emit;
  }

  has(name: string): boolean {
    return this.#views.has(name);
  }

  /** The whole cotangent of a value that nothing more is added to. */
  of(name: string): View {
    return this.#views.get(name) ?? this.filled(name);
  }

  /** Says that the cotangent of a value that has none yet is what lies here already. */
  adopt(name: string, view: View): void {
    if (this.has(name)) throw new Error(`${name} has a cotangent already.`);
    this.#views.set(name, view);
  }

  /** Where a kernel puts a contribution to every number of the cotangent. */
  sink(name: string): Sink {
    const known = this.#views.get(name);
    if (known) return { view: known, accumulate: true };
    const view = freshView(this.#shape(name));
    this.#views.set(name, view);
    return { view, accumulate: false };
  }

  /** Where a kernel adds contributions to some of the numbers: zeros at first. */
  filled(name: string): View {
    const { view, accumulate } = this.sink(name);
    if (!accumulate) this.#emit(fillCall(view));
    return view;
  }

  #shape(name: string): Shape {
    const shape = this.#shapes.get(name);
    if (!shape) throw new Error(`${name} has no shape.`);
    return shape;
  }
}
