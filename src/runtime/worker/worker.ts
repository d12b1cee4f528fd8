import { engineParts } from './engine-parts.ts';
import { serve } from './serve.ts';

/** Computes away from the page. */
serve(engineParts);
