import type { InputRange } from '../input-range.ts';
import type { Ir } from '../ir.ts';
import { inputRanges } from './ranges.ts';

/** Networks that say by the names of their layers where they come from. */
interface Family {
  /** Continues "Its layers are named as in". */
  readonly of: string;
  /** One name that others do not have; of a path such as a/b/c it may be a part. */
  readonly name: RegExp;
  readonly range: InputRange;
}

const { imagenet, clip, caffe } = inputRanges;
const minusOneToOne = inputRanges['minus-one-to-one'];
const [meanRed, meanGreen, meanBlue] = [-123.68, -116.779, -103.939];

/** The first that fits counts. */
const families: readonly Family[] = [
  {
    of: 'the GoogLeNet of the first DeepDream in TensorFlow',
    name: /^(conv2d0_pre_relu|mixed3a_1x1_pre_relu|localresponsenorm0)/,
    range: { scale: 255, offset: -117 },
  },
  { of: 'the GoogLeNet of Caffe', name: /^(7x7_s2(_\d+)?|inception_3a)$/, range: caffe },
  { of: 'the SqueezeNet of Caffe', name: /^(squeeze1x1(_\d+)?|fire2_squeeze1x1)$/, range: caffe },
  { of: 'the CLIP of OpenAI', name: /^(attnpool|visual\.?attnpool)/, range: clip },
  { of: 'the VGG of Keras', name: /^block5_conv3$/, range: caffe },
  { of: 'the Xception of Keras', name: /^block2_sepconv1$/, range: minusOneToOne },
  { of: 'the ResNetV2 of Keras', name: /^conv2_block1_preact_bn$/, range: minusOneToOne },
  {
    of: 'the DenseNet of Keras',
    name: /^(pool2_conv|conv2_block1_0_bn\w*_dense)$/,
    range: imagenet,
  },
  { of: 'the ResNet of Keras', name: /^(conv2_block1_1_conv|res2a_branch2a)$/, range: caffe },
  { of: 'the MobileNet of Keras', name: /^(conv_dw_1|conv_pw_1)$/, range: minusOneToOne },
  {
    of: 'the MobileNetV2 of Keras',
    name: /^(block_1_expand|expanded_conv_depthwise|bn_Conv1)$/,
    range: minusOneToOne,
  },
  { of: 'the InceptionResNetV2 of Keras', name: /^(block35_1|block17_1)$/, range: minusOneToOne },
  { of: 'the NASNet of Keras', name: /^stem_bn1$/, range: minusOneToOne },
  { of: 'the Inception V3 of Keras', name: /^mixed9_1$/, range: minusOneToOne },
  {
    of: "TensorFlow's models with the preparation of Inception",
    name: /^(MobilenetV[123]|Inception(V[1-4]|ResnetV2)|resnet_v2_\d+|FeatureExtractor|efficientnet-lite\d)$/,
    range: minusOneToOne,
  },
  {
    of: "TensorFlow's models with the preparation of VGG",
    name: /^(vgg_1[169]|resnet_v1_\d+)$/,
    range: { scale: 255, offset: [meanRed, meanGreen, meanBlue] },
  },
  { of: 'the VGG of Caffe', name: /^conv5_[1-4](_\d+)?$/, range: caffe },
  {
    of: 'the networks of MXNet',
    name: /^(resnetv\d+|squeezenet\d+|mobilenetv2\d*|vgg\d+|densenet\d+|alexnet\d+)_\w*(fwd|plus0|relu0)$/,
    range: imagenet,
  },
  {
    of: "torchvision's networks",
    name: /^(layer[1-4](\.\d+)?|features(\.\d+)?|features\.denseblock1\b.*|Mixed_5b|inception3a|stage2\.0)$/,
    range: imagenet,
  },
];

export interface KnownRange {
  readonly range: InputRange;
  readonly reason: string;
}

/** What a network wants by the names of its layers, or by operations that others no longer use. */
export function knownByNames(ir: Ir): KnownRange | null {
  const names = new Set(ir.flatMap(({ name }) => [name, ...name.split('/')]));
  for (const { of, name, range } of families) {
    for (const each of names) {
      if (name.test(each)) return { range, reason: `Its layers are named as in ${of}.` };
    }
  }
  return null;
}
