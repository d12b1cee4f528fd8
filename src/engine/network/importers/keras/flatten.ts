import { ok, type Result } from '../../../../common/result.ts';
import { refuseFormat } from './schema.ts';
import type { InputReference, KerasLayer, Layers } from './topology.ts';

/** Layers and what they read, far above any network in use: a model inside others can multiply them. */
const most = 50_000;
/** Models that one after the other pass a value on unchanged. */
const mostHops = 64;

/** The layers of a model and of the models inside it, in one list. Problem: `network-format`. */
export function flatten(model: Layers): Result<readonly KerasLayer[]> {
  const all = new Flattening();
  const wrong = all.add(model, null);
  if (wrong !== null) return refuseFormat(wrong);
  return ok(
    all.layers.map((layer) => ({
      ...layer,
      calls: layer.calls.map((inputs) => inputs.map((reference) => all.follow(reference))),
    })),
  );
}

/** What each call of a model reads; null for the whole, whose input layers stay. */
type Calls = readonly (readonly InputReference[])[] | null;

class Flattening {
  readonly layers: KerasLayer[] = [];
  readonly #names = new Set<string>();
  /** What a call of a model inside gives, by `keyOf`. */
  readonly #given = new Map<string, InputReference>();
  #size = 0;

  /** @returns what is wrong. */
  add(model: Layers, calls: Calls): string | null {
    const seen = fromOutside(model, calls);
    const inputs = new Set(calls ? model.inputs : []);
    const times = calls?.length ?? 1;
    const latest = latestCalls(model);
    for (const layer of model.layers) {
      if (inputs.has(layer.name)) continue;
      this.#size += times * (1 + layer.calls.flat().length);
      if (this.#size > most) return `it has more than ${most} layers and connections.`;
      if (this.#names.size === this.#names.add(layer.name).size) {
        return `two of its layers are called ${layer.name}.`;
      }
      const ownCalls = Array.from({ length: times }, (_, n) =>
        layer.calls.map((read) => read.flatMap((reference) => seen(n, reference) ?? [])),
      ).flat();
      // Keras counts the making of a model as its call 0, which it does not list.
      const first = latest.get(layer.name) === layer.calls.length ? 1 : 0;
      const wrong = this.#addLayer({ ...layer, calls: ownCalls }, first);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  /** @param first the number by which references know the first of the layer's calls. */
  #addLayer(layer: KerasLayer, first: 0 | 1): string | null {
    const { inside, name, calls } = layer;
    if (!inside) {
      this.layers.push(layer);
      return null;
    }
    if (calls.length === 0) return null;
    this.#size += calls.length * inside.outputs.length;
    if (this.#size > most) return `it has more than ${most} layers and connections.`;
    const seen = fromOutside(inside, calls);
    for (const call of calls.keys()) {
      inside.outputs.forEach((output, tensor) => {
        const given = seen(call, output);
        if (given) this.#given.set(keyOf({ layer: name, call: call + first, tensor }), given);
      });
    }
    return this.add(inside, calls);
  }

  /** The layer behind a reference, through the models that pass it on. */
  follow(reference: InputReference): InputReference {
    let found = reference;
    for (let hops = 0; hops < mostHops; hops++) {
      const next = this.#given.get(keyOf(found));
      if (!next) return found;
      found = next;
    }
    return found;
  }
}

/**
 * References inside the n-th call of a model as references outside it: to what the call reads, or to
 * a later call of the same layer.
 */
function fromOutside(model: Layers, calls: Calls) {
  const counts = new Map(model.layers.map(({ name, calls }) => [name, Math.max(1, calls.length)]));
  const places = new Map(model.inputs.map((name, place) => [name, place]));
  return (n: number, reference: InputReference): InputReference | undefined => {
    const place = calls ? places.get(reference.layer) : undefined;
    if (place !== undefined) return calls?.[n]?.[place];
    return { ...reference, call: reference.call + n * (counts.get(reference.layer) ?? 1) };
  };
}

/** For each layer of a model that is read, the latest of its calls that is. */
function latestCalls({ layers, outputs }: Layers): ReadonlyMap<string, number> {
  const latest = new Map<string, number>();
  for (const { layer, call } of [...layers.flatMap(({ calls }) => calls.flat()), ...outputs]) {
    latest.set(layer, Math.max(latest.get(layer) ?? 0, call));
  }
  return latest;
}

function keyOf({ layer, call, tensor }: InputReference): string {
  return JSON.stringify([layer, call, tensor]);
}
