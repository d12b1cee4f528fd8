import { z } from 'zod';
import { manifestSchema } from '../tfjs-files/manifest.ts';

/*
 * What is read of the model.json of a graph model: a GraphDef of TensorFlow as JSON, in which protobuf
 * writes 64-bit numbers as texts and bytes in base64, and older converters as lists of numbers.
 */

const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,19}$/)
    .transform(Number),
]);
const bytes = z.union([
  z.string().transform((text) => decoded(text)),
  z.array(z.int()).transform((codes) => String.fromCharCode(...codes)),
]);
const number = z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN']).transform(Number)]);

const shape = z.looseObject({
  unknownRank: z.boolean().optional(),
  dim: z
    .array(z.looseObject({ size: whole.optional() }))
    .max(16)
    .optional(),
});

const attribute = z.looseObject({
  i: whole.optional(),
  f: number.optional(),
  b: z.boolean().optional(),
  s: bytes.optional(),
  shape: shape.optional(),
  list: z
    .looseObject({
      i: z.array(whole).optional(),
      f: z.array(number).optional(),
      s: z.array(bytes).optional(),
    })
    .optional(),
});

const node = z.looseObject({
  name: z.string().min(1).max(1000),
  op: z.string().min(1).max(200),
  input: z.array(z.string()).optional(),
  attr: z.record(z.string(), attribute).nullish(),
});

const tensorInfo = z.looseObject({ name: z.string().optional(), tensorShape: shape.optional() });

export const graphModelSchema = z.looseObject({
  modelTopology: z.looseObject({ node: z.array(node).min(1).max(100_000) }),
  weightsManifest: manifestSchema,
  signature: z.looseObject({ inputs: z.record(z.string(), tensorInfo).optional() }).nullish(),
});

export type GraphModelJson = z.infer<typeof graphModelSchema>;
export type NodeJson = z.infer<typeof node>;
export type AttributeJson = z.infer<typeof attribute>;
export type ShapeJson = z.infer<typeof shape>;

/** Base64; a text that is none stands for itself. */
function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return text;
  }
}
