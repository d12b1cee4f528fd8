export { activate, activateBack } from './activation';
export { conv } from './conv';
export { averagePool, averagePoolBack, depthwise, depthwiseBack } from './gather';
export { setScratch } from './lanes';
export { maxPool, maxPoolBack } from './max-pool';
export { copy, fill, multiply, sumPixels, upsample, upsampleBack } from './shaping';
export { winograd } from './winograd';
export { winogradLine } from './winograd-line';
