import type { Architecture } from './networks.ts';

/** A few layers with one of each thing that networks are built of, for tests that break files. */
export const tiny: Architecture = (b) => {
  const how = { outputs: 8, size: 3, stride: 2, pad: 1, norm: true, act: 'relu6' } as const;
  const stem = b.localResponse('stem/lrn', b.conv('stem', b.input, how));
  const pooled = b.pool('pool', stem, { kind: 'max', size: 3, stride: 2, pad: 'ceil' });
  const spatial = b.depthwise('spatial', pooled, { size: 3, pad: 'same', act: 'hard-swish' });
  const gate = b.conv('gate', b.mean('squeeze', spatial), { outputs: 8, act: 'sigmoid' });
  const excited = b.add('sum', pooled, b.multiply('excite', spatial, gate));
  const halves = [b.slice('left', excited, 0, 4), b.slice('right', excited, 4, 4)];
  const shuffled = b.shuffle('shuffle', b.concat('join', halves), 2);
  const normed = b.norm('norm', b.scale('scale', shuffled), 'relu');
  const blurred = b.pool('blur', normed, { kind: 'average', size: 3, stride: 1, pad: 'same' });
  const last = b.layerNorm('layernorm', b.conv('last', blurred, { outputs: 8, act: 'swish' }));
  b.classify('head', b.mean('pooled', last), 1, [8, 4]);
  return [shuffled, last];
};
