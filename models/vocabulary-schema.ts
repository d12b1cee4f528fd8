import { z } from 'zod';

const channels = z.array(z.int().min(0).max(65_535)).min(1).readonly();

/** Channels of a network that dream of one thing, under its name. */
const motifSchema = z
  .strictObject({
    /** How the command line names it; unique over all networks. */
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** Shown to people. */
    title: z.string().min(1).max(40),
    /** Other words under which people search for it. */
    words: z.array(z.string().min(1)).readonly(),
    layer: z.string().min(1),
    channels,
    /** What suits it: the measure of Layer Objective, and parameters of Gradient Ascent. */
    recipe: z
      .strictObject({
        measure: z.enum(['mean', 'mean-square', 'mean-cube', 'half-sum-of-squares', 'l2-norm']),
        step: z.number().min(0.0005).max(0.1),
        colour: z.number().min(0).max(1),
        /** Form size. */
        form: z.number().min(-2).max(2),
      })
      .readonly(),
  })
  .readonly();

/** What the channels of an embedded network dream of: models/vocabulary/<network>.json. */
export const vocabularySchema = z
  .strictObject({
    network: z.string(),
    motifs: z.array(motifSchema).readonly(),
  })
  .readonly();

export type Vocabulary = z.infer<typeof vocabularySchema>;
export type Motif = Vocabulary['motifs'][number];
