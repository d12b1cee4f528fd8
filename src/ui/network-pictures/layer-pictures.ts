import { own } from '../../common/own.ts';
import type { SpritePlace } from '../glyphs/SpritePicture.tsx';

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

/** What one channel of a layer responds to. */
export interface FeaturePicture extends SpritePlace {
  readonly channel: number;
}

/** The pictures of a layer, the most telling first. */
export function featuresOf(
  pictures: LayerPictures | undefined,
  layer: string,
): readonly FeaturePicture[] {
  if (!pictures) return [];
  const { sprite, columns, layers } = pictures;
  const names = Object.keys(layers);
  const row = names.indexOf(layer);
  const channels = own(layers, layer) ?? [];
  return channels.map((channel, column) => ({
    channel,
    sprite,
    columns,
    rows: names.length,
    column,
    row,
  }));
}
