export { activate, activateBack, prelu, preluBack } from './activation';
export {
  channelMax, channelMaxBack, gatherChannels, spreadChannel, sumChannels,
} from './channels';
export { conv } from './conv';
export { averagePool, averagePoolBack } from './average-pool';
export { depthwise, depthwiseBack } from './depthwise';
export { setScratch } from './simd';
export { localResponse, localResponseBack } from './local-response';
export { maxPool, maxPoolBack } from './max-pool';
export { copy, fill, maximum, maximumBack, multiply, sumPixels } from './data-movement';
export { dilatedMaxPool, dilatedMaxPoolBack } from './dilated-max-pool';
export {
  channelMoments, cotangentMeans, groupMeans, groupMoments, normalise, normaliseBack,
  normaliseChannels, normaliseChannelsBack,
} from './normalise';
export { padBorder, padBorderBack, upsample, upsampleBack } from './resample';
export { winograd } from './winograd';
export { winogradFilter, winogradLineFilter } from './winograd-filter';
export { winogradLine } from './winograd-line';
