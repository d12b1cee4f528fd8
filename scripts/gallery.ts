/** A picture of the gallery: what the `dream` command is called with, beside size and output. */
export interface Piece {
  readonly name: string;
  readonly title: string;
  /** In a sentence: what to look at. */
  readonly about: string;
  readonly args: readonly string[];
  /** It is also the picture of this preset in the editor. */
  readonly preset?: string;
  /** Long side in pixels where it is not the usual one. */
  readonly size?: number;
}

/** A preset as it stands. */
function preset(name: string, title: string, about: string): Piece {
  return { name, title, about, preset: name, args: ['--preset', name] };
}

function variation(
  name: string,
  title: string,
  about: string,
  of: string,
  photo: string,
  ...args: readonly string[]
): Piece {
  return {
    name,
    title,
    about,
    args: [`assets/samples/${photo}.jpg`, '--preset', of, ...args],
  };
}

export const gallery: readonly Piece[] = [
  preset('deepdream', 'DeepDream', 'Dogs in rock, meadow and cloud.'),
  preset('coil', 'Coil', 'Coffee rolled up.'),
  preset('cathedral', 'Cathedral', 'Vaults on either side of a stream.'),
  preset('fan', 'Fan Vaults', 'Mountains of mother-of-pearl.'),
  preset('mane', 'Mane', 'A sky to comb.'),
  preset('two-networks', 'Two Networks', 'Dogs of one network under the arches of another.'),
  preset('menagerie', 'Menagerie', 'Beasts and chairs on a meadow.'),
  preset('still-life', 'Still Life', 'Glasses on a meadow.'),
  preset('herd', 'Herd', 'Sheep where there was grass.'),
  preset('fur', 'Fur and Tails', 'Something sleeps in the grass.'),
  preset('carved', 'Carved', 'A harbour in polished stone.'),
  preset('gentle', 'Gentle', 'Fronds at the second look.'),
  preset('masked', 'Masked', 'The flower stays awake.'),
  preset('guided-deepdream', 'Guided DeepDream', 'A thistle drawn over mountains.'),
  preset('guided-painting', 'Guided by a Painting', 'Leaded panes in a forest.'),
  preset('deepstyle', 'DeepStyle', 'Coffee in stained glass.'),
  preset('from-noise', 'From Noise', 'No photo at all.'),
  variation(
    'glass-bubbles',
    'Glass and cells',
    'Two motifs in one objective.',
    'fan',
    'mountains',
    '--motif',
    'glass',
    '--motif',
    'cells',
  ),
  variation(
    'blossom',
    'Blossoms',
    'Porcelain roses.',
    'fan',
    'brushes',
    '--motif',
    'blossom',
    '--strength',
    '0.8',
  ),
  variation('whirl', 'Whirls', 'A sky that turns.', 'fan', 'sunset', '--motif', 'whirl'),
  variation(
    'scales',
    'Fish scales',
    'A dragon of a mountain.',
    'fan',
    'mountains',
    '--motif',
    'scales',
  ),
  variation(
    'deepstyle-night',
    'DeepStyle, brush strokes',
    'Mountains by night.',
    'deepstyle',
    'mountains',
    '--set',
    'style.kind=brush-strokes',
    '--set',
    'style.seed=7',
  ),
  {
    name: 'what-a-network-sees',
    title: 'What a Network Sees',
    about: 'What four channels of mixed4 look for, dreamed from noise.',
    preset: 'what-a-network-sees',
    args: ['--preset', 'what-a-network-sees', '--to', 'patterns'],
  },
  {
    name: 'what-nanodet-sees',
    title: 'What NanoDet Sees',
    about: 'Scales, a quilt, fur and a giraffe in one layer.',
    preset: 'what-nanodet-sees',
    args: ['--preset', 'what-nanodet-sees', '--to', 'patterns'],
  },
  {
    name: 'what-ssd-sees',
    title: 'What SSD Sees',
    about: 'Dogs, chairs, parked cars and curls.',
    preset: 'what-ssd-sees',
    args: ['--preset', 'what-ssd-sees', '--to', 'parts'],
  },
  {
    ...variation(
      'fan-2048',
      'Fan Vaults, 2048 pixels',
      'Large vaults with small ones inside: nine octaves, grain taken off.',
      'fan',
      'mountains',
      '--octaves',
      '9',
      '--set',
      'photo.fit=cover',
      '--set',
      'photo.width=2048',
      '--set',
      'photo.height=1536',
      '--set',
      'merge.grain=0.5',
    ),
    size: 2048,
  },
];
