/**
 * The networks that come with Dreamgraph. `scripts/install-assets.ts` puts their files into assets/,
 * from the npm package named here or from this repository. What they are, in words:
 * docs/networks.md.
 */
export interface EmbeddedNetwork {
  /** How `--network` and documents name it; also its folder in assets/models/. */
  readonly name: string;
  /** Shown to people. */
  readonly title: string;
  readonly source: NetworkSource;
  /** The last layer that is installed; what lies behind it classifies or finds boxes. */
  readonly lastLayer: string;
  /** What the network wants for a picture x in [0, 1]: `scale * x + offset`. */
  readonly range: { readonly scale: number; readonly offset: number };
  /** Layers a dream starts with when none is named. */
  readonly defaultLayers: readonly string[];
  /** The layers offered at first, each with pictures; all others can be named. Shallow to deep. */
  readonly offeredLayers: readonly string[];
}

export type NetworkSource =
  /** A model packed as nsfwjs does, in this folder of the package. */
  | { readonly from: 'nsfwjs'; readonly folder: string }
  /** The detector inside @mediapipe/objectron, converted on installation. */
  | { readonly from: 'objectron' }
  /** Files in this folder of the repository. */
  | { readonly from: 'repository'; readonly folder: string };

export const embeddedNetworks: readonly EmbeddedNetwork[] = [
  {
    name: 'inception-v3',
    title: 'Inception V3',
    source: { from: 'nsfwjs', folder: 'inception_v3' },
    lastLayer: 'mixed10',
    range: { scale: 1, offset: 0 },
    defaultLayers: ['mixed3', 'mixed4'],
    offeredLayers: [...numbered('activation_', 1, 5), ...numbered('mixed', 0, 7)],
  },
  {
    name: 'nanodet',
    title: 'NanoDet',
    source: { from: 'repository', folder: 'models/nanodet' },
    lastLayer: 'concat_62',
    // Mean and deviation differ by channel: the network's first layer applies them.
    range: { scale: 1, offset: 0 },
    defaultLayers: ['concat_42'],
    offeredLayers: ['concat_12', 'concat_27', 'leaky_13', 'concat_42', 'concat_62'],
  },
  {
    name: 'ssd',
    title: 'SSD MobileNetV2',
    source: { from: 'objectron' },
    lastLayer: 'block_13_expand_relu',
    range: { scale: 2, offset: -1 },
    defaultLayers: ['block_8_expand_relu', 'block_11_expand_relu'],
    offeredLayers: [3, 5, 7, 8, 11].map((block) => `block_${block}_expand_relu`),
  },
];

function numbered(name: string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `${name}${first + at}`);
}
