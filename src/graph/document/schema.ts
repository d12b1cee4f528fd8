import { z } from 'zod';
import type { Json } from './json.ts';

/**
 * An object whose unknown fields survive loading and saving. The type lists only the known fields:
 * the rest is carried, never read.
 */
function open<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape) as unknown as z.ZodObject<Shape>;
}

/** Identifiers become object keys, so the one name that is special to JavaScript is refused. */
const id = z
  .string()
  .min(1)
  .max(200)
  .refine((value) => value !== '__proto__');

/** `readStrictJson` has been over the input before the schema sees it. */
const json = z.custom<Json>((value) => value !== undefined);

const params = z.record(z.string(), json);
const position = open({ x: z.number(), y: z.number() });
const size = open({ width: z.number().min(0), height: z.number().min(0) });
const origin = { x: 0, y: 0 };

const node = open({
  id,
  type: z.string().min(1).max(200),
  version: z.int().min(1).default(1),
  position: position.default(origin),
  params: params.default({}),
  label: z.string().exactOptional(),
  /** Bypassed: its passthrough inputs come out. Muted: it makes nothing. */
  state: z.enum(['bypassed', 'muted']).exactOptional(),
  frame: id.exactOptional(),
});

const edge = open({
  id,
  from: open({ node: id, output: id }),
  to: open({ node: id, input: id }),
});

const frame = open({
  id,
  title: z.string().default(''),
  colour: z.string().exactOptional(),
  position: position.default(origin),
  size: size.default({ width: 320, height: 200 }),
});

const note = open({
  id,
  text: z.string().default(''),
  position: position.default(origin),
  size: size.exactOptional(),
  frame: id.exactOptional(),
});

const variant = open({
  id,
  name: z.string(),
  colour: z.string().exactOptional(),
  /** Node id -> parameter key -> value. */
  params: z.record(id, params).default({}),
  /** Id of the sweep that it is one picture of. */
  sweep: id.exactOptional(),
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
const exposed = open({ name: z.string().min(1).max(60), node: id, param: z.string().min(1) });

const view = open({ x: z.number(), y: z.number(), zoom: z.number().positive() });

/** The current format of a document. Older ones go through `migrations/` first. */
export const documentSchema = open({
  format: z.literal('dreamgraph'),
  version: z.literal(1),
  name: z.string().default('Untitled'),
  /** One or two sentences for a gallery or a list of presets. */
  description: z.string().exactOptional(),
  nodes: z.array(node),
  edges: z.array(edge).default([]),
  frames: z.array(frame).default([]),
  notes: z.array(note).default([]),
  variants: z.array(variant).default([]),
  sweeps: z.array(sweep).exactOptional(),
  exposed: z.array(exposed).default([]),
  view: view.default({ ...origin, zoom: 1 }),
});
