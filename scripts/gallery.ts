/** A picture of the gallery: what the `dream` command is called with, beside size and output. */
export interface Piece {
  readonly name: string;
  readonly title: string;
  /** In a sentence: what to look at. */
  readonly about: string;
  readonly args: readonly string[];
  /** It is also the picture of this preset in the editor. */
  readonly preset?: string;
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
  preset('deepdream', 'DeepDream', 'Eyes, spirals and arches: the classic.'),
  preset('gentle', 'Gentle', 'Forms that one finds only at the second look.'),
  preset('creatures', 'Creatures', 'Feathered cliffs, from five chosen channels.'),
  preset('fine-texture', 'Fine Texture', 'Engraved lines and weaves.'),
  preset('guided-painting', 'Guided by a Painting', 'Leaded panes in sky and water.'),
  preset('guided-deepdream', 'Guided DeepDream', 'The petals of a flower among the firs.'),
  preset('deepstyle', 'DeepStyle', 'Boats in stained glass.'),
  preset('long-exposure', 'Long Exposure', 'Nine octaves of small steps, averaged.'),
  preset('from-noise', 'From Noise', 'No photo at all.'),
  preset('colour-preserving', 'Colour Preserving', 'Form and light change, colours stay.'),
  preset('masked', 'Masked', 'The sky stays awake.'),
  preset('pale-skies', 'Pale Skies', 'Drapery in the clouds, and no eyes.'),
  preset('two-networks', 'Two Networks', 'Two networks see one thing: more roundels.'),
  variation(
    'creatures-acanthus',
    'Creatures on Acanthus',
    'The same channels on paper white.',
    'creatures',
    'acanthus',
  ),
  variation(
    'deepstyle-night',
    'DeepStyle, brush strokes',
    'A stream by night.',
    'deepstyle',
    'stream',
    '--set',
    'style.kind=brush-strokes',
    '--set',
    'style.seed=7',
  ),
  variation(
    'deepstyle-sky',
    'DeepStyle, brush strokes in the air',
    'A sky that turns.',
    'deepstyle',
    'sunset',
    '--set',
    'style.kind=brush-strokes',
    '--set',
    'style.seed=7',
  ),
  variation(
    'deepstyle-acanthus',
    'DeepStyle, a window with a thistle',
    'Lead lines follow the thorns.',
    'deepstyle',
    'acanthus',
    '--content',
    '0.7',
  ),
  variation(
    'deepstyle-dots',
    'DeepStyle, dots',
    'Two dogs in dots of pure colour.',
    'deepstyle',
    'dogs',
    '--set',
    'style.kind=dots',
  ),
  variation(
    'deepstyle-circles',
    'DeepStyle, circles',
    'Flowers of wet paint.',
    'deepstyle',
    'dandelions',
    '--set',
    'style.kind=circles',
    '--content',
    '0.7',
  ),
  variation(
    'guided-marbled',
    'Guided by marbled paper',
    'Combed ink in a stream.',
    'guided-painting',
    'stream',
    '--guide',
    'marbled',
  ),
  variation(
    'guided-engraving',
    'Guided by an engraving',
    'Lines that swell and thin over harbour and sky.',
    'guided-painting',
    'boats',
    '--guide',
    'engraving',
  ),
  variation(
    'guided-waves',
    'Guided by woodblock waves',
    'Mountains cut into basketwork.',
    'guided-painting',
    'mountains',
    '--guide',
    'waves',
  ),
  variation(
    'fine-texture-acanthus',
    'Fine Texture on Acanthus',
    'A leaf as if cut into wood.',
    'fine-texture',
    'acanthus',
  ),
  {
    name: 'what-a-network-sees',
    title: 'What a Network Sees',
    about: 'What four channels of mixed3 look for, dreamed from noise.',
    preset: 'what-a-network-sees',
    args: ['--preset', 'what-a-network-sees', '--to', 'patterns'],
  },
];
