/** Pictures of what the layers of one embedded network respond to; `scripts/make-layer-pictures.ts`. */
export interface LayerPictures {
  /** Hash of the network they were dreamed of. */
  readonly network: string;
  /** Side in pixels of one picture on the sprite, and how many there are in a row. */
  readonly side: number;
  readonly columns: number;
  /** Layer, shallow to deep: a row of the sprite -> the channels on it, the most telling first. */
  readonly layers: Readonly<Record<string, readonly number[]>>;
  readonly sprite: string;
}

type Index = Omit<LayerPictures, 'sprite'>;
const indices = import.meta.glob<Index>('../../../models/layer-pictures/*.json', {
  eager: true,
  import: 'default',
});
const sprites = import.meta.glob<string>('../../../models/layer-pictures/*.webp', {
  eager: true,
  import: 'default',
  query: '?url',
});

const all: readonly LayerPictures[] = Object.entries(indices).flatMap(([path, index]) => {
  const sprite = sprites[path.replace(/json$/, 'webp')];
  return sprite === undefined ? [] : [{ ...index, sprite }];
});

/** None for a network of the person's own. */
export function layerPicturesOf(hash: string): LayerPictures | undefined {
  return all.find(({ network }) => network === hash);
}

export interface FeaturePlace {
  readonly pictures: LayerPictures;
  readonly channel: number;
  readonly row: number;
  readonly column: number;
}

/** Where on the sprite the pictures of a layer are, the most telling first. */
export function featuresOf(
  pictures: LayerPictures | undefined,
  layer: string,
): readonly FeaturePlace[] {
  if (!pictures) return [];
  const row = Object.keys(pictures.layers).indexOf(layer);
  const channels = pictures.layers[layer] ?? [];
  return channels.map((channel, column) => ({ pictures, channel, row, column }));
}
