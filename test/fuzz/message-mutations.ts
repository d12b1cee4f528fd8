import fc from 'fast-check';
import { type Message, message } from '../engine/network/architectures/protobuf.ts';

/** A message of protocol buffers as the tree of its fields. What is no message stays bytes. */
type Tree = TreeField[];
interface TreeField {
  number: number;
  value: bigint | Uint8Array | Tree;
  /** 5 and 1: of four and eight bytes. */
  wire: number;
}

interface Change {
  readonly place: number;
  readonly other: number;
  readonly way: 'remove' | 'repeat' | 'swap' | 'copy' | 'renumber' | 'nest' | 'number' | 'text';
  readonly number: bigint;
  readonly text: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  other: fc.nat(),
  way: fc.constantFrom<Change['way']>(
    'number',
    'number',
    'number',
    'swap',
    'copy',
    'copy',
    'text',
    'remove',
    'repeat',
    'renumber',
    'nest',
  ),
  number: fc.oneof(
    fc.constantFrom(0n, -1n, -2n, 1n, 7n, 2n ** 31n, 2n ** 40n, 2n ** 63n - 1n, -(2n ** 63n)),
    fc.bigInt({ min: -5n, max: 5000n }),
  ),
  text: fc.constantFrom('', '__proto__', 'constructor', '../../etc/passwd', 'Conv', 'Reshape'),
});

/** One of these files with some fields removed, repeated, swapped, nested and given other values. */
export function mutatedMessages(bases: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.constantFrom(...bases), fc.array(change, { minLength: 1, maxLength: 5 }))
    .map(([base, changes]) => {
      const tree = parse(base);
      if (!tree) throw new Error('The base is no message.');
      for (const each of changes) apply(tree, each);
      return Buffer.concat(encode(tree).pieces);
    });
}

function apply(tree: Tree, { place, other, way, number, text }: Change): void {
  const all = placesIn(tree);
  const found = all[place % all.length];
  const second = all[other % all.length];
  if (!found || !second) return;
  const { parent, field } = found;
  switch (way) {
    case 'remove':
      parent.splice(parent.indexOf(field), 1);
      break;
    case 'repeat':
      for (let i = 0; i <= other % 40; i++) parent.push(structuredClone(field));
      break;
    case 'swap':
      // A field that trades places with what it is in would contain itself.
      if (Array.isArray(field.value) || Array.isArray(second.field.value)) break;
      [field.value, second.field.value] = [second.field.value, field.value];
      [field.wire, second.field.wire] = [second.field.wire, field.wire];
      break;
    case 'copy':
      Object.assign(field, { ...structuredClone(second.field), number: field.number });
      break;
    case 'renumber':
      field.number = (other % 31) + 1;
      break;
    case 'nest':
      for (let depth = other % 1000; depth > 0; depth--) {
        field.value = [{ ...field }];
        field.wire = 2;
      }
      break;
    case 'number':
      Object.assign(field, { wire: 0, value: number });
      break;
    case 'text':
      Object.assign(field, { wire: 2, value: Buffer.from(text) });
  }
}

function placesIn(tree: Tree): readonly { readonly parent: Tree; readonly field: TreeField }[] {
  const places: { parent: Tree; field: TreeField }[] = [];
  const waiting = [tree];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    for (const field of parent) {
      places.push({ parent, field });
      if (Array.isArray(field.value)) waiting.push(field.value);
    }
  }
  return places;
}

function encode(tree: Tree): Message {
  const parts = tree.map(({ number, value, wire }): Message => {
    if (typeof value === 'bigint') return message([number, value]);
    if (wire === 1 || wire === 5) return fixed(number, wire, value as Uint8Array);
    return message([number, Array.isArray(value) ? encode(value) : value]);
  });
  const pieces = parts.flatMap((part) => part.pieces);
  return { pieces, size: parts.reduce((sum, part) => sum + part.size, 0) };
}

function fixed(number: number, wire: number, bytes: Uint8Array): Message {
  const pieces = [Uint8Array.of(number * 8 + wire), bytes];
  return { pieces, size: 1 + bytes.length };
}

/** Null where the bytes are no message, or a text or weights that could be one by chance. */
function parse(bytes: Uint8Array, depth = 0): Tree | null {
  const tree: Tree = [];
  const end = bytes.length;
  let at = 0;
  const varint = (): bigint | null => {
    let value = 0n;
    for (let shift = 0n; at < end && shift < 70n; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return null;
  };
  while (at < end) {
    const key = varint();
    if (key === null || key < 8n || key >= 32n * 8n) return null;
    const [number, wire] = [Number(key >> 3n), Number(key & 7n)];
    const length = wire === 1 ? 8n : wire === 5 ? 4n : varint();
    if (length === null || ![0, 1, 2, 5].includes(wire)) return null;
    if (wire === 0) {
      tree.push({ number, wire, value: length });
      continue;
    }
    if (length > BigInt(end - at)) return null;
    const part = bytes.subarray(at, at + Number(length));
    at += part.length;
    const nested = wire === 2 && part.length > 1 && depth < 12 ? parse(part, depth + 1) : null;
    tree.push({ number, wire, value: nested ?? part });
  }
  return tree;
}
