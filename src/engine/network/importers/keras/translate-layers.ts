import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';
import type { IrNode } from '../../ir.ts';
import { operationOf } from '../../operations.ts';
import type { Imported } from '../../sources.ts';
import { Unsupported } from '../../unsupported.ts';
import { flatten } from './flatten.ts';
import type { KerasVersion } from './layer-call.ts';
import { translators } from './layers.ts';
import { inRunningOrder, type Step, valueName } from './running-order.ts';
import type { KerasLayer, Layers } from './topology.ts';
import type { WeightStore } from './weight-store.ts';

/**
 * Translates the layers of a Keras model, in the order in which they can run. What cannot be read is
 * left out with what reads it, and told by name, class and reason.
 */
export function translateLayers(
  model: Layers,
  weights: WeightStore,
  keras: KerasVersion,
): Result<Pick<Imported, 'ir' | 'notes'>> {
  const layers = flatten(model);
  if (!layers.ok) return layers;
  const made = new Translation(weights, keras);
  for (const step of inRunningOrder(layers.value)) made.add(step);
  const { ir, notes } = made;
  if (ir.filter(({ op }) => op === 'input').length !== 1) return fail(notes[0] ?? noInput);
  const [note] = notes;
  return note && ir.length === 1 ? fail(note) : ok({ ir, notes });
}

const noInput: Problem = {
  code: 'network-inputs',
  message: 'The network must have one input that takes a picture.',
};

class Translation {
  readonly ir: IrNode[] = [];
  readonly notes: Problem[] = [];
  readonly #weights: WeightStore;
  readonly #keras: KerasVersion;
  readonly #channels = new Map<string, number>();
  readonly #names = new Set<string>();
  /** Layers that are only passed through (dropout) stand for the value they read; null: for none. */
  readonly #standsFor = new Map<string, string | null>();

  constructor(weights: WeightStore, keras: KerasVersion) {
    this.#weights = weights;
    this.#keras = keras;
  }

  add(step: Step): void {
    const name = valueName({ layer: step.layer.name, call: step.call });
    const inputs = step.inputs.map(valueName).map((input) => {
      const standing = this.#standsFor.get(input);
      return standing === undefined ? input : standing;
    });
    if (inputs.includes(null)) {
      this.#standsFor.set(name, null);
      return;
    }
    const read = inputs as readonly string[];
    try {
      const nodes = this.#translate(step, name, read);
      if (nodes.some((node) => this.#names.has(node.name))) {
        throw new Unsupported('has the name of another');
      }
      for (const node of nodes) {
        this.#names.add(node.name);
        this.#channels.set(node.name, channelsOf(node, this.#channels));
      }
      this.ir.push(...nodes);
      if (nodes.length === 0) this.#standsFor.set(name, read[0] ?? name);
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      this.#standsFor.set(name, null);
      this.notes.push(refused(step.layer, error.message));
    }
  }

  /** @throws Unsupported */
  #translate({ layer }: Step, name: string, inputs: readonly string[]): readonly IrNode[] {
    const translator = translators.get(layer.className);
    if (!translator) throw new Unsupported('is of a class that is not supported');
    const wrong = translator.takes(inputs.length);
    if (wrong !== null) throw new Unsupported(wrong);
    return translator.nodes({
      layer: layer.name,
      name,
      inputs,
      config: layer.config,
      weights: this.#weights,
      channels: (at) => this.#channels.get(inputs[at] ?? '') ?? 0,
      keras: this.#keras,
    });
  }
}

/** Its channels; a layer that flattens the picture counts for one pixel (`inferChannels`). */
function channelsOf(node: IrNode, known: ReadonlyMap<string, number>): number {
  const read = node.inputs.map((input) => known.get(input) ?? 0);
  return operationOf(node).channels(node, read, { height: 1, width: 1 });
}

function refused({ name, className }: KerasLayer, why: string): Problem {
  return {
    code: 'network-unsupported',
    message: `The layer ${name} (${className}) ${why}.`,
    remedy: 'It and what reads it are left out; dream on a layer before it.',
  };
}
