export { activate, activateBack } from './activation';
export { conv } from './conv';
export { averagePool, averagePoolBack } from './average-pool';
export { depthwise, depthwiseBack } from './depthwise';
export { setScratch } from './simd';
export { maxPool, maxPoolBack } from './max-pool';
export { copy, fill, multiply, sumPixels, upsample, upsampleBack } from './data-movement';
export { winograd } from './winograd';
export { winogradLine } from './winograd-line';
