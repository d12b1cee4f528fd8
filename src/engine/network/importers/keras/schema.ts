import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '../../../../common/result.ts';

/*
 * What is read of a model.json, except for the settings of each class of layer (layer-settings.ts).
 */

const name = z.string().min(1).max(1000);

const layer = z.looseObject({
  class_name: name,
  name: name.optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  inbound_nodes: z.array(z.unknown()).nullish(),
});

export type LayerJson = z.infer<typeof layer>;

/** The config of a model, of the whole or of one that is a layer of another. */
export const modelSchema = z.looseObject({
  layers: z.array(layer).min(1),
  input_layers: z.array(z.unknown()).nullish(),
  output_layers: z.array(z.unknown()).nullish(),
});

/** Holds a part of model.json against its schema. Problem: `network-format`, which says where. */
export function readPart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: string,
): Result<z.infer<Schema>> {
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  const steps = issue?.path.map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${String(step)}`,
  );
  return refuseFormat(`${at}${steps?.join('') ?? ''} ${rule(issue)}.`);
}

/** @param what says which part of model.json is wrong. */
export function refuseFormat(what: string): { readonly ok: false; readonly problem: Problem } {
  return fail({
    code: 'network-format',
    message: `This is not the model.json of a TF.js layers model: ${what}`,
    remedy: 'Choose the model.json of a layers model, or export it again.',
  });
}

function rule(issue: z.core.$ZodIssue | undefined): string {
  switch (issue?.code) {
    case 'invalid_type':
      return `should be ${typeNames.get(issue.expected) ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `should be at least ${issue.minimum}`
        : 'should not be empty';
    default:
      return 'is too large';
  }
}

const typeNames = new Map<string, string>([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
]);
