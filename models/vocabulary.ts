import inception from './vocabulary/inception-v3.json' with { type: 'json' };
import nanodet from './vocabulary/nanodet.json' with { type: 'json' };
import ssd from './vocabulary/ssd.json' with { type: 'json' };
import type { Vocabulary } from './vocabulary-schema.ts';

/** Of each embedded network that has one; a test holds the files against the schema. */
export const vocabularies = [
  inception,
  nanodet,
  ssd,
] as readonly unknown[] as readonly Vocabulary[];
