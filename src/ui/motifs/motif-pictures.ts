import type { MotifIndex } from '../../../models/motif-index.ts';
import { own } from '../../common/own.ts';
import type { NamedMotif } from '../../nodes/motifs.ts';
import type { SpritePlace } from '../glyphs/SpritePicture.tsx';

interface Pictures extends MotifIndex {
  readonly name: string;
  /** Absent where no motif has a name. */
  readonly sprite: string | undefined;
}

const indices = import.meta.glob<MotifIndex>('../../../models/motif-pictures/*.json', {
  eager: true,
  import: 'default',
});
const sprites = import.meta.glob<string>('../../../models/motif-pictures/*.webp', {
  eager: true,
  import: 'default',
  query: '?url',
});

const all: readonly Pictures[] = Object.entries(indices).flatMap(([path, index]) => {
  const name = /([^/]+)\.json$/.exec(path)?.[1];
  return name === undefined
    ? []
    : [{ ...index, name, sprite: sprites[path.replace(/json$/, 'webp')] }];
});

/** Where the two pictures of a motif are: a row of the sprite. */
export function placeOfMotif({ name, network }: NamedMotif): SpritePlace | undefined {
  const pictures = all.find((each) => each.name === network);
  const row = pictures?.motifs.findIndex((motif) => motif.name === name) ?? -1;
  if (!pictures?.sprite || row < 0) return undefined;
  return { sprite: pictures.sprite, columns: 1, rows: pictures.motifs.length, column: 0, row };
}

/** Of these channels of an embedded network's layer, those that hardly respond to any photograph. */
export function sleepyOf(
  network: string | undefined,
  layer: string,
  channels: readonly number[],
): readonly number[] {
  const sleepy = own(all.find(({ name }) => name === network)?.sleepy, layer) ?? [];
  return channels.filter((channel) => sleepy.includes(channel));
}
