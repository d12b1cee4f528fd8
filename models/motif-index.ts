/** models/motif-pictures/<network>.json, made by `scripts/make-motif-pictures.ts`. */
export interface MotifIndex {
  /** Hash of the network they were dreamed of. */
  readonly network: string;
  /** Side in pixels of one picture; a row of the sprite has two, from noise and on a photo. */
  readonly side: number;
  /** A row of the sprite each, in its order. */
  readonly motifs: readonly {
    readonly name: string;
    readonly layer: string;
    readonly channels: readonly number[];
  }[];
  /** Layer -> channels that hardly respond to any sample photo. */
  readonly sleepy: Readonly<Record<string, readonly number[]>>;
}
