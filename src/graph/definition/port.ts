/** What flows along a wire. */
export const portKinds = [
  'image',
  'octaves',
  'objective',
  'network',
  'mask',
  'motion',
  'number',
  'seed',
] as const;

export type PortKind = (typeof portKinds)[number];

/**
 * A socket of a node type. `Kind`, `Optional` and `Many` are exact in a definition, so that run
 * functions receive exactly typed values.
 */
export interface Port<
  Kind extends PortKind = PortKind,
  Optional extends boolean = boolean,
  Many extends boolean = boolean,
> {
  /** As an input: what it takes, any of these. As an output: what it gives. */
  readonly kinds: readonly Kind[];
  /** The node runs without it. */
  readonly optional: Optional;
  /** An input that takes any number of wires, in the order of the document's edges. */
  readonly many: Many;
  /** Shown beside the socket when its key is not clear enough. */
  readonly label?: string;
  readonly help?: string;
  /**
   * An input that takes the value of the frame before, so that a wire into it may close a circle. It
   * then comes out in place of what the outputs repeat (`same`). In the first frame nothing arrives.
   */
  readonly delayed?: true;
  /** An output that gives whatever the named input carries (Reroute). */
  readonly same?: string;
}

export interface PortOptions {
  readonly label?: string;
  readonly help?: string;
  readonly optional?: boolean;
  readonly many?: boolean;
  readonly delayed?: true;
}

/** The exact type of a port made from exact options; `optional` and `many` are off unless set. */
type PortFrom<Kind extends PortKind, Options extends PortOptions> = Port<
  Kind,
  Options extends { readonly optional: true } ? true : false,
  Options extends { readonly many: true } ? true : false
>;

function makePort<Kind extends PortKind, Options extends PortOptions>(
  kinds: readonly Kind[],
  options: Options | undefined,
): PortFrom<Kind, Options> {
  return { optional: false, many: false, ...options, kinds } as PortFrom<Kind, Options>;
}

function ofKind<Kind extends PortKind>(kind: Kind) {
  // biome-ignore lint/complexity/noBannedTypes: {} is "no option set", which infers both flags as false
  return <const Options extends PortOptions = {}>(options?: Options): PortFrom<Kind, Options> =>
    makePort([kind], options);
}

/** Constructors of ports, one for each kind: `port.image({ optional: true })`. */
export const port = {
  image: ofKind('image'),
  octaves: ofKind('octaves'),
  objective: ofKind('objective'),
  network: ofKind('network'),
  mask: ofKind('mask'),
  motion: ofKind('motion'),
  number: ofKind('number'),
  seed: ofKind('seed'),

  /** An input that takes any of several kinds: Gradient Ascent takes an image or octaves. */
  // biome-ignore lint/complexity/noBannedTypes: as above
  either: <Kind extends PortKind, const Options extends PortOptions = {}>(
    kinds: readonly Kind[],
    options?: Options,
  ): PortFrom<Kind, Options> => makePort(kinds, options),

  /** An input that takes every kind. */
  // biome-ignore lint/complexity/noBannedTypes: as above
  any: <const Options extends PortOptions = {}>(options?: Options): PortFrom<PortKind, Options> =>
    makePort(portKinds, options),

  /** An output that gives whatever the input `input` carries. */
  same: (input: string): Port<PortKind, false, false> => ({
    ...makePort(portKinds, {}),
    same: input,
  }),
};

/** How sentences and the legend speak of each kind. */
export const kindInfo: Readonly<Record<PortKind, { title: string; phrase: string; help: string }>> =
  {
    image: { title: 'Image', phrase: 'one image', help: 'A colour picture of any size.' },
    octaves: {
      title: 'Octaves',
      phrase: 'octaves',
      help: 'A picture at several sizes, with the detail found at each so far.',
    },
    objective: {
      title: 'Objective',
      phrase: 'an objective',
      help: 'What a dream maximises: weighted terms over layers of a network.',
    },
    network: { title: 'Network', phrase: 'a network', help: 'A trained network with its layers.' },
    mask: {
      title: 'Mask',
      phrase: 'a mask',
      help: 'Where something counts, from 0 (black) to 1 (white).',
    },
    motion: {
      title: 'Motion',
      phrase: 'a motion',
      help: 'How far each pixel of a frame has moved since the frame before.',
    },
    number: { title: 'Number', phrase: 'a number', help: 'A single value.' },
    seed: { title: 'Seed', phrase: 'a seed', help: 'A whole number that fixes what is random.' },
  };

export interface Conversion {
  readonly from: PortKind;
  readonly to: PortKind;
  /** Shown where the wire is dropped, and in the docs. */
  readonly message: string;
}

/** The only cases in which a wire may join two different kinds. The runtime carries them out. */
export const conversions: readonly Conversion[] = [
  { from: 'image', to: 'mask', message: 'The luminance of the image becomes the mask.' },
  { from: 'number', to: 'seed', message: 'The number is rounded to a whole seed.' },
  { from: 'seed', to: 'number', message: 'The seed is used as a number.' },
];
