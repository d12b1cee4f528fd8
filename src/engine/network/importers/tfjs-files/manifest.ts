import { z } from 'zod';

const name = z.string().min(1).max(1000);

const weight = z.looseObject({
  name,
  shape: z.array(z.int().min(0)).max(8),
  dtype: name,
  quantization: z
    .looseObject({ dtype: name, scale: z.number().optional(), min: z.number().optional() })
    .optional(),
});

/** One weight as a TF.js manifest describes it. */
export type WeightSpec = z.infer<typeof weight>;

/** Which files there are, and the weights that lie in them one after the other. */
export const manifestSchema = z.array(
  z.looseObject({ paths: z.array(name).max(4096), weights: z.array(weight) }),
);

export type WeightManifest = z.infer<typeof manifestSchema>;
