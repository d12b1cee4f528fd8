// Half the size of `zod`, and read before the page can show anything.
import * as z from 'zod/mini';
import type { Json } from './json.ts';

/**
 * An object whose unknown fields survive loading and saving. The type lists only the known fields:
 * the rest is carried, never read.
 */
function open<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodMiniObject<Shape> {
  return z.looseObject(shape) as unknown as z.ZodMiniObject<Shape>;
}

/** Identifiers become object keys, so the one name that is special to JavaScript is refused. */
const id = z.string().check(
  z.minLength(1),
  z.maxLength(200),
  z.refine((value) => value !== '__proto__'),
);

/** `readStrictJson` has been over the input before the schema sees it. */
const json = z.custom<Json>((value) => value !== undefined);

const params = z.record(z.string(), json);
const position = open({ x: z.number(), y: z.number() });
const size = open({
  width: z.number().check(z.minimum(0)),
  height: z.number().check(z.minimum(0)),
});
const origin = { x: 0, y: 0 };

const node = open({
  id,
  type: z.string().check(z.minLength(1), z.maxLength(200)),
  version: z._default(z.int().check(z.minimum(1)), 1),
  position: z._default(position, origin),
  params: z._default(params, {}),
  label: z.exactOptional(z.string()),
  /** Bypassed: its passthrough inputs come out. Muted: it makes nothing. */
  state: z.exactOptional(z.enum(['bypassed', 'muted'])),
  /** Drawn as its title and sockets alone. */
  collapsed: z.exactOptional(z.boolean()),
  /** As a person has set it; without one the node is as large as what it shows. */
  size: z.exactOptional(
    open({
      width: z.number().check(z.minimum(0)),
      height: z.exactOptional(z.number().check(z.minimum(0))),
    }),
  ),
  frame: z.exactOptional(id),
});

const edge = open({
  id,
  from: open({ node: id, output: id }),
  to: open({ node: id, input: id }),
});

const frame = open({
  id,
  title: z._default(z.string(), ''),
  colour: z.exactOptional(z.string()),
  position: z._default(position, origin),
  size: z._default(size, { width: 320, height: 200 }),
});

const note = open({
  id,
  text: z._default(z.string(), ''),
  position: z._default(position, origin),
  size: z.exactOptional(size),
  frame: z.exactOptional(id),
});

/** How a number goes on from a key to the next one; absent: linear. Other values hold. */
const ease = z.enum(['hold', 'linear', 'smooth']);

const key = open({
  frame: z.int().check(z.minimum(0)),
  value: json,
  ease: z.exactOptional(ease),
});

/** The values of one parameter over time. Keys by frame, one for each; see `repairTracks`. */
const track = open({
  node: id,
  param: z.string().check(z.minLength(1)),
  keys: z.array(key).check(z.minLength(1)),
});

const tracks = z.exactOptional(z.array(track));

/** A film instead of a still: so many frames, so many a second. */
const sequence = open({
  frames: z.int().check(z.minimum(1), z.maximum(100_000)),
  fps: z.number().check(z.minimum(1), z.maximum(120)),
});

const variant = open({
  id,
  name: z.string(),
  colour: z.exactOptional(z.string()),
  /** Node id -> parameter key -> value. */
  params: z._default(z.record(id, params), {}),
  /** In place of the graph's tracks of the same parameters. */
  tracks,
  /** Id of the sweep that it is one picture of. */
  sweep: z.exactOptional(id),
});

/** Parameters and the values they take: one variant for each value, or for each pair of two. */
const sweep = open({
  id,
  name: z.string(),
  axes: z.array(
    open({
      node: id,
      param: z.string(),
      values: z.array(open({ value: json, label: z.string() })),
    }),
  ),
});

/** A parameter that the graph shows to the outside under a short name, such as `--layer`. */
const exposed = open({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  node: id,
  param: z.string().check(z.minLength(1)),
});

const view = open({ x: z.number(), y: z.number(), zoom: z.number().check(z.positive()) });

/** The current format of a document. Older ones go through `migrate` first. */
export const documentSchema = open({
  format: z.literal('dreamgraph'),
  version: z.literal(2),
  name: z._default(z.string(), 'Untitled'),
  /** One or two sentences for a gallery or a list of presets. */
  description: z.exactOptional(z.string()),
  nodes: z.array(node),
  edges: z._default(z.array(edge), []),
  /** Absent: a still. */
  sequence: z.exactOptional(sequence),
  /** At most one for each parameter. */
  tracks,
  frames: z._default(z.array(frame), []),
  notes: z._default(z.array(note), []),
  variants: z._default(z.array(variant), []),
  sweeps: z.exactOptional(z.array(sweep)),
  exposed: z._default(z.array(exposed), []),
  view: z._default(view, { ...origin, zoom: 1 }),
});
