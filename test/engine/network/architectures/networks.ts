import type { Act, Builder, Pad, Value } from './builder.ts';

/**
 * Well-known networks in their true structure, as Keras has them (VGG, ResNet, DenseNet, MobileNets,
 * EfficientNet, Inception, ConvNeXt) or Caffe (GoogLeNet). Each gives the ends of its blocks.
 * `w` maps the channels that the paper gives to those wanted.
 */
export type Architecture = (b: Builder, w: Width) => readonly Value[];
export type Width = (channels: number) => number;

/** A fraction of the channels, four at least: of fewer, all may be dead. */
const narrow =
  (divisor: number): Width =>
  (channels) =>
    Math.max(4, Math.floor(channels / divisor));

const relu = { act: 'relu' } as const;

export const vgg16: Architecture = (b, w) => {
  const depths: Value[] = [];
  let x = b.input;
  [64, 128, 256, 512, 512].forEach((outputs, block) => {
    for (let i = 1; i <= (block < 2 ? 2 : 3); i++) {
      const how = { outputs: w(outputs), size: 3, pad: 'same', ...relu } as const;
      x = b.conv(`block${block + 1}_conv${i}`, x, how);
    }
    depths.push(x);
    x = b.pool(`block${block + 1}_pool`, x, { kind: 'max', size: 2, stride: 2 });
  });
  b.classify('fc', x, 7, [w(4096), w(4096), w(1000)]);
  return depths;
};

export const googlenet: Architecture = (b, w) => {
  const pooled = (name: string, x: Value) =>
    b.pool(name, x, { kind: 'max', size: 3, stride: 2, pad: 'ceil' });
  const conv = (name: string, x: Value, outputs: number, size: number, stride = 1) =>
    b.conv(name, x, { outputs: w(outputs), size, stride, pad: (size - 1) / 2, ...relu });
  let x = b.localResponse('pool1/norm1', pooled('pool1', conv('conv1/7x7_s2', b.input, 64, 7, 2)));
  x = conv('conv2/3x3', conv('conv2/3x3_reduce', x, 64, 1), 192, 3);
  x = pooled('pool2', b.localResponse('conv2/norm2', x));
  const depths = inceptionBlocks.map(([block, one, three, threes, five, fives, pool]) => {
    const at = (part: string) => `inception_${block}/${part}`;
    const around = b.pool(at('pool'), x, { kind: 'max', size: 3, stride: 1, pad: 1 });
    const joined = b.concat(at('output'), [
      conv(at('1x1'), x, one, 1),
      conv(at('3x3'), conv(at('3x3_reduce'), x, three, 1), threes, 3),
      conv(at('5x5'), conv(at('5x5_reduce'), x, five, 1), fives, 5),
      conv(at('pool_proj'), around, pool, 1),
    ]);
    x = block === '3b' || block === '4e' ? pooled(`pool${block}`, joined) : joined;
    return joined;
  });
  b.classify('loss3', b.mean('pool5', x), 1, [w(1000)]);
  return depths;
};

const inceptionBlocks = [
  ['3a', 64, 96, 128, 16, 32, 32],
  ['3b', 128, 128, 192, 32, 96, 64],
  ['4a', 192, 96, 208, 16, 48, 64],
  ['4b', 160, 112, 224, 24, 64, 64],
  ['4c', 128, 128, 256, 24, 64, 64],
  ['4d', 112, 144, 288, 32, 64, 64],
  ['4e', 256, 160, 320, 32, 128, 128],
  ['5a', 256, 160, 320, 32, 128, 128],
  ['5b', 384, 192, 384, 48, 128, 128],
] as const;

/** ResNet v1 (ResNet-18 without bottlenecks, ResNet-50 with them), stride on the 3x3 convolution. */
export const resnet =
  (bottleneck: boolean, counts: readonly number[]): Architecture =>
  (b, w) => {
    let x = b.conv('conv1', b.input, {
      outputs: w(64),
      size: 7,
      stride: 2,
      pad: 3,
      norm: true,
      ...relu,
    });
    x = b.pool('pool1', x, { kind: 'max', size: 3, stride: 2, pad: 1 });
    const depths: Value[] = [];
    counts.forEach((count, stage) => {
      const planes = w(64 << stage);
      for (let i = 0; i < count; i++) {
        const stride = stage > 0 && i === 0 ? 2 : 1;
        x = residual(b, `conv${stage + 2}_block${i + 1}`, x, planes, stride, bottleneck);
        depths.push(x);
      }
    });
    b.classify('predictions', b.mean('avg_pool', x), 1, [w(1000)]);
    return depths;
  };

function residual(
  b: Builder,
  name: string,
  x: Value,
  planes: number,
  stride: number,
  bottleneck: boolean,
) {
  const outputs = bottleneck ? 4 * planes : planes;
  const three = { outputs: planes, size: 3, pad: 1, norm: true } as const;
  const y = bottleneck
    ? b.conv(
        `${name}_3`,
        b.conv(`${name}_2`, b.conv(`${name}_1`, x, { outputs: planes, norm: true, ...relu }), {
          ...three,
          stride,
          ...relu,
        }),
        { outputs, norm: true },
      )
    : b.conv(`${name}_2`, b.conv(`${name}_1`, x, { ...three, stride, ...relu }), three);
  const shortcut =
    stride === 1 && x.channels === outputs
      ? x
      : b.conv(`${name}_0`, x, { outputs, stride, norm: true });
  return b.activate(`${name}_out`, b.add(`${name}_add`, shortcut, y), 'relu');
}

const densenet: Architecture = (b, w) => {
  const growth = w(32);
  const stem = { outputs: w(64), size: 7, stride: 2, pad: 3, norm: true, ...relu } as const;
  let x = b.conv('conv1', b.input, stem);
  x = b.pool('pool1', x, { kind: 'max', size: 3, stride: 2, pad: 1 });
  const depths = [2, 3, 4, 2].map((count, index) => {
    for (let i = 1; i <= count; i++) {
      const name = `conv${index + 2}_block${i}`;
      const reduced = b.conv(`${name}_1`, b.norm(`${name}_0`, x, 'relu'), {
        outputs: 4 * growth,
        norm: true,
        ...relu,
      });
      const grown = b.conv(`${name}_2`, reduced, { outputs: growth, size: 3, pad: 'same' });
      x = b.concat(`${name}_concat`, [x, grown]);
    }
    const end = x;
    if (index < 3) {
      const name = `pool${index + 2}`;
      const half = { outputs: Math.floor(x.channels / 2) };
      x = b.conv(`${name}_conv`, b.norm(`${name}_bn`, x, 'relu'), half);
      x = b.pool(`${name}_pool`, x, { kind: 'average', size: 2, stride: 2 });
    }
    return end;
  });
  b.classify('predictions', b.mean('avg_pool', b.norm('bn', x, 'relu')), 1, [w(1000)]);
  return depths;
};

const squeezenet: Architecture = (b, w) => {
  const pooled = (name: string, x: Value) =>
    b.pool(name, x, { kind: 'max', size: 3, stride: 2, pad: 'ceil' });
  let x = b.conv('conv1', b.input, { outputs: w(64), size: 3, stride: 2, ...relu });
  const depths = [16, 16, 32, 32, 48, 48, 64, 64].map((squeezed, i) => {
    if (i === 0 || i === 2 || i === 4) x = pooled(`pool${i + 1}`, x);
    const name = `fire${i + 2}`;
    const expanded = { outputs: w(4 * squeezed), ...relu };
    const s = b.conv(`${name}/squeeze1x1`, x, { outputs: w(squeezed), ...relu });
    x = b.concat(`${name}/concat`, [
      b.conv(`${name}/expand1x1`, s, expanded),
      b.conv(`${name}/expand3x3`, s, { ...expanded, size: 3, pad: 1 }),
    ]);
    return x;
  });
  b.mean('pool10', b.conv('conv10', x, { outputs: w(1000), ...relu }));
  return depths;
};

interface Inverted {
  readonly expanded: number;
  readonly outputs: number;
  readonly size: number;
  readonly stride: number;
  readonly act: Act;
  /** Channels between the two convolutions of squeeze-and-excite; 0: without it. */
  readonly squeezed?: number;
  readonly gate?: Act;
}

function inverted(b: Builder, name: string, x: Value, how: Inverted): Value {
  const { expanded, outputs, size, stride, act, squeezed = 0, gate = 'sigmoid' } = how;
  const plain = { norm: true, act } as const;
  let y =
    x.channels === expanded ? x : b.conv(`${name}_expand`, x, { outputs: expanded, ...plain });
  // Keras pads by hand where it strides.
  const pad: Pad = stride === 2 ? (size - 1) / 2 : 'same';
  y = b.depthwise(`${name}_depthwise`, y, { size, stride, pad, ...plain });
  if (squeezed > 0) {
    const pooled = b.mean(`${name}_se_squeeze`, y);
    const reduced = b.conv(`${name}_se_reduce`, pooled, {
      outputs: squeezed,
      act: act === 'swish' ? act : 'relu',
    });
    const excited = b.conv(`${name}_se_expand`, reduced, { outputs: expanded, act: gate });
    y = b.multiply(`${name}_se_excite`, y, excited);
  }
  y = b.conv(`${name}_project`, y, { outputs, norm: true });
  return stride === 1 && x.channels === outputs ? b.add(`${name}_add`, x, y) : y;
}

const mobilenetV2: Architecture = (b, w) => {
  const how = {
    outputs: w(32),
    size: 3,
    stride: 2,
    pad: 'same',
    norm: true,
    act: 'relu6',
  } as const;
  let x = b.conv('Conv1', b.input, how);
  let index = 0;
  const depths: Value[] = [];
  for (const [grows, outputs, count, first] of mobileStages) {
    for (let i = 0; i < count; i++) {
      const stride = i === 0 ? first : 1;
      const expanded = x.channels * grows;
      const settings = { expanded, outputs: w(outputs), size: 3, stride, act: 'relu6' } as const;
      x = inverted(b, `block_${index++}`, x, settings);
      depths.push(x);
    }
  }
  x = b.conv('Conv_1', x, { outputs: w(1280), norm: true, act: 'relu6' });
  b.classify('predictions', b.mean('global_average_pooling2d', x), 1, [w(1000)]);
  return [...depths, x];
};

const mobileStages = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 2, 2],
  [6, 64, 2, 2],
  [6, 96, 2, 1],
  [6, 160, 2, 2],
  [6, 320, 1, 1],
] as const;

const mobilenetV3: Architecture = (b, w) => {
  const act = 'hard-swish';
  const stem = { outputs: w(16), size: 3, stride: 2, pad: 'same', norm: true, act } as const;
  let x = b.conv('Conv', b.input, stem);
  const depths = (
    [
      [3, 16, 16, true, false, 2],
      [3, 72, 24, false, false, 2],
      [3, 88, 24, false, false, 1],
      [5, 96, 40, true, true, 2],
      [5, 240, 40, true, true, 1],
      [5, 120, 48, true, true, 1],
      [5, 288, 96, true, true, 2],
      [5, 576, 96, true, true, 1],
    ] as const
  ).map(([size, grown, outputs, excite, hard, stride], i) => {
    const expanded = w(grown);
    const squeezed = excite ? Math.max(2, Math.floor(expanded / 4)) : 0;
    const how = { expanded, outputs: w(outputs), size, stride, squeezed } as const;
    x = inverted(b, `expanded_conv_${i}`, x, { ...how, act: hard ? act : 'relu' });
    return x;
  });
  x = b.conv('Conv_1', x, { outputs: w(576), norm: true, act });
  b.classify('Logits', b.mean('global_average_pooling2d', x), 1, [w(1000)]);
  return [...depths, x];
};

const efficientnet: Architecture = (b, w) => {
  const act = 'swish';
  const stem = { outputs: w(32), size: 3, stride: 2, pad: 1, norm: true, act } as const;
  let x = b.conv('stem_conv', b.input, stem);
  const depths: Value[] = [];
  for (const [stage, grows, outputs, count, first, size] of efficientStages) {
    for (let i = 0; i < count; i++) {
      const how = { expanded: x.channels * grows, outputs: w(outputs), size, act } as const;
      const squeezed = Math.max(2, Math.floor(x.channels / 4));
      const name = `block${stage}${'ab'[i]}`;
      x = inverted(b, name, x, { ...how, stride: i === 0 ? first : 1, squeezed });
      depths.push(x);
    }
  }
  x = b.conv('top_conv', x, { outputs: w(1280), norm: true, act });
  b.classify('predictions', b.mean('avg_pool', x), 1, [w(1000)]);
  return [...depths, x];
};

const efficientStages = [
  [1, 1, 16, 1, 1, 3],
  [2, 6, 24, 2, 2, 3],
  [3, 6, 40, 2, 2, 5],
  [4, 6, 80, 2, 2, 3],
  [5, 6, 112, 2, 1, 5],
  [6, 6, 192, 2, 2, 5],
  [7, 6, 320, 1, 1, 3],
] as const;

const shufflenetV2: Architecture = (b, w) => {
  let x = b.conv('conv1', b.input, {
    outputs: w(24),
    size: 3,
    stride: 2,
    pad: 'same',
    norm: true,
    ...relu,
  });
  x = b.pool('maxpool', x, { kind: 'max', size: 3, stride: 2, pad: 'same' });
  const depths = [116, 232, 464].flatMap((outputs, stage) =>
    [2, 1].map((stride, i) => {
      x = shuffled(b, `stage${stage + 2}/${i}`, x, w(outputs / 2), stride);
      return x;
    }),
  );
  x = b.conv('conv5', x, { outputs: w(1024), norm: true, ...relu });
  b.classify('fc', b.mean('pool', x), 1, [w(1000)]);
  return [...depths, x];
};

function shuffled(b: Builder, name: string, x: Value, half: number, stride: number): Value {
  const spatial = { size: 3, stride, pad: 'same', norm: true } as const;
  const dense = { outputs: half, norm: true, ...relu } as const;
  const one =
    stride === 2
      ? b.conv(`${name}/branch1/pw`, b.depthwise(`${name}/branch1/dw`, x, spatial), dense)
      : b.slice(`${name}/split/0`, x, 0, half);
  const taken = stride === 2 ? x : b.slice(`${name}/split/1`, x, half, half);
  const in2 = b.conv(`${name}/branch2/pw1`, taken, dense);
  const two = b.conv(`${name}/branch2/pw2`, b.depthwise(`${name}/branch2/dw`, in2, spatial), dense);
  return b.shuffle(`${name}/shuffle`, b.concat(`${name}/concat`, [one, two]), 2);
}

const inceptionV3: Architecture = (b, w) => {
  let count = 0;
  const conv = (
    x: Value,
    outputs: number,
    size: number | readonly [number, number] = 1,
    stride = 1,
    pad: Pad = 'same',
  ) => {
    const how = { outputs: w(outputs), size, stride, pad, norm: true, ...relu } as const;
    return b.conv(`conv2d_${count++}`, x, how);
  };
  const largest = (name: string, x: Value) => b.pool(name, x, { kind: 'max', size: 3, stride: 2 });
  const average = (name: string, x: Value) =>
    b.pool(name, x, { kind: 'average', size: 3, stride: 1, pad: 'same' });
  let x = conv(conv(conv(b.input, 32, 3, 2, 0), 32, 3, 1, 0), 64, 3);
  x = conv(conv(largest('max_pooling2d', x), 80, 1, 1, 0), 192, 3, 1, 0);
  x = largest('max_pooling2d_1', x);
  const depths: Value[] = [];
  const mixed = (parts: readonly Value[]) => {
    x = b.concat(`mixed${depths.length}`, parts);
    depths.push(x);
  };
  for (const pooled of [32, 64, 64]) {
    const [one, five] = [conv(x, 64), conv(conv(x, 48), 64, 5)];
    const three = conv(conv(conv(x, 64), 96, 3), 96, 3);
    mixed([one, five, three, conv(average(`average_pooling2d_${depths.length}`, x), pooled)]);
  }
  const reduced = conv(x, 384, 3, 2, 0);
  mixed([reduced, conv(conv(conv(x, 64), 96, 3), 96, 3, 2, 0), largest('max_pooling2d_2', x)]);
  for (const m of [128, 160, 160, 192]) {
    const one = conv(x, 192);
    const seven = conv(conv(conv(x, m), m, [1, 7]), 192, [7, 1]);
    let twice = conv(x, m);
    for (const size of [
      [7, 1],
      [1, 7],
      [7, 1],
    ] as const)
      twice = conv(twice, m, size);
    twice = conv(twice, 192, [1, 7]);
    mixed([one, seven, twice, conv(average(`average_pooling2d_${depths.length}`, x), 192)]);
  }
  b.classify('predictions', b.mean('avg_pool', x), 1, [w(1000)]);
  return depths;
};

const convnext: Architecture = (b, w) => {
  let x = b.conv('stem/conv', b.input, { outputs: w(96), size: 4, stride: 4 });
  x = b.layerNorm('stem/layernorm', x);
  const depths = [1, 1, 2, 1].map((count, stage) => {
    const outputs = w(96 << stage);
    if (stage > 0) {
      const normed = b.layerNorm(`downsampling_${stage}/layernorm`, x);
      x = b.conv(`downsampling_${stage}/conv`, normed, { outputs, size: 2, stride: 2 });
    }
    for (let i = 0; i < count; i++) {
      const name = `stage_${stage}_block_${i}`;
      const spatial = b.depthwise(`${name}_depthwise_conv`, x, { size: 7, pad: 'same' });
      const normed = b.layerNorm(`${name}_layernorm`, spatial);
      const grown = b.conv(`${name}_pointwise_conv_1`, normed, {
        outputs: 4 * outputs,
        act: 'gelu',
      });
      const y = b.scale(
        `${name}_layer_scale`,
        b.conv(`${name}_pointwise_conv_2`, grown, { outputs }),
      );
      x = b.add(`${name}_add`, x, y);
    }
    return x;
  });
  b.classify('head', b.mean('head_gap', x), 1, [w(1000)]);
  return depths;
};

/** Small ones, for graph models: TensorFlow.js has no convolutions in groups. */
export const narrowNetworks: Readonly<Record<string, readonly [Architecture, Width]>> = {
  vgg16: [vgg16, narrow(40)],
  googlenet: [googlenet, narrow(26)],
  resnet18: [resnet(false, [2, 2, 2, 2]), narrow(30)],
  resnet50: [resnet(true, [1, 2, 2, 1]), narrow(32)],
  densenet: [densenet, narrow(8)],
  squeezenet: [squeezenet, narrow(8)],
  'mobilenet-v2': [mobilenetV2, narrow(14)],
  'mobilenet-v3': [mobilenetV3, narrow(13)],
  'efficientnet-b0': [efficientnet, narrow(16)],
  'shufflenet-v2': [shufflenetV2, narrow(12)],
  'inception-v3': [inceptionV3, narrow(40)],
  convnext: [convnext, narrow(20)],
};
