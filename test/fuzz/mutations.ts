import fc from 'fast-check';

/** What stands where it should not: values and words that have a meaning of their own in JavaScript. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      -1,
      0,
      0.5,
      1e9,
      2 ** 53,
      -1e308,
      '',
      '3',
      'constructor',
      '__proto__',
      'toString',
    ],
    ...[[], {}, [[]], [null], ['hasOwnProperty'], { length: 5 }, { constructor: {} }],
  ),
  fc.integer({ min: -5, max: 5000 }),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.jsonValue({ maxDepth: 4 }),
  fc
    .integer({ min: 1, max: 1000 })
    .map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`)
    .map(parse),
);

function parse(text: string): unknown {
  return JSON.parse(text);
}

interface Change {
  /** Of all places in the value, counted from the root on. */
  readonly place: number;
  readonly way: 'replace' | 'remove' | 'repeat' | 'rename' | 'swap';
  readonly other: number;
  readonly value: unknown;
}

const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    place: fc.nat(),
    way: fc.constantFrom(
      'replace' as const,
      'replace' as const,
      'remove',
      'repeat',
      'rename',
      'swap',
    ),
    other: fc.nat(),
    value: strange,
  }),
  { minLength: 1, maxLength: 4 },
);

/** One of these values of JSON with a few places changed. */
export function mutatedJson(bases: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...bases.map((base) => JSON.stringify(base))), changes)
    .map(([text, list]) => {
      const root = { value: JSON.parse(text) };
      for (const change of list) apply(root, change);
      return root.value ?? null;
    });
}

interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string;
}

function apply(root: { value: unknown }, { place, way, other, value }: Change): void {
  const all = placesIn(root);
  const found = all[place % all.length];
  if (!found) return;
  const { parent, key } = found;
  const holder = parent as Record<string, unknown>;
  switch (way) {
    case 'replace':
      put(parent, key, value);
      break;
    case 'remove':
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete holder[key];
      break;
    case 'repeat':
      if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
      break;
    case 'rename':
      if (!Array.isArray(parent)) put(parent, '__proto__', value);
      break;
    case 'swap': {
      const second = all[other % all.length] as Place;
      put(parent, key, (second.parent as Record<string, unknown>)[second.key]);
    }
  }
}

/** A copy, also under `__proto__`, as JSON does: no value comes to contain itself. */
function put(parent: object, key: string, original: unknown): void {
  const value = structuredClone(original);
  Object.defineProperty(parent, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function placesIn(root: { value: unknown }): readonly Place[] {
  const places: Place[] = [];
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || places.length > 20_000) continue;
    for (const key of Object.keys(next)) {
      places.push({ parent: next as Place['parent'], key });
      waiting.push((next as Record<string, unknown>)[key]);
    }
  }
  return places;
}

/** One of these files with bytes changed, taken out, put in and cut off. */
export function mutatedBytes(bases: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.constantFrom(0, 0, 1, 4, 40),
    insert: fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constant(Uint8Array.of(255, 255, 255, 255)),
    ),
  });
  const cut = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 4 });
  return fc
    .tuple(fc.constantFrom(...bases), fc.array(edit, { minLength: 1, maxLength: 5 }), cut)
    .map(([base, edits, end]) => {
      let bytes = Buffer.from(base);
      for (const { at, remove, insert } of edits) {
        const place = at % (bytes.length + 1);
        bytes = Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
      }
      return new Uint8Array(
        end === null ? bytes : bytes.subarray(0, Math.floor(end * bytes.length)),
      );
    });
}

/** One of these files with a few bytes overwritten: what lies behind them stays in its place. */
export function overwrittenBytes(bases: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const written = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 8 }),
    fc.constantFrom(Uint8Array.of(255, 255, 255, 255), new Uint8Array(8)),
  );
  const edit = fc.record({ at: fc.nat(), written });
  return fc
    .tuple(fc.constantFrom(...bases), fc.array(edit, { minLength: 1, maxLength: 6 }))
    .map(([base, edits]) => {
      const bytes = Uint8Array.from(base);
      for (const { at, written: over } of edits) {
        bytes.set(over, at % Math.max(1, bytes.length - over.length));
      }
      return bytes;
    });
}
