import { ok } from '../../common/result.ts';
import { splitOctaves } from '../../engine/index.ts';
import type { NodeRun } from '../node-run.ts';
import type { octaveSplit } from './definition.ts';

export const run: NodeRun<typeof octaveSplit> = ({ image }, options) => {
  const octaves = splitOctaves(image, options);
  return octaves.ok ? ok({ octaves: octaves.value }) : octaves;
};
