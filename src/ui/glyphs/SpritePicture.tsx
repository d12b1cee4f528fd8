import styles from './SpritePicture.module.css';

/** Where a picture lies on a sprite of equal pictures in rows and columns. */
export interface SpritePlace {
  /** Address of the sprite. */
  readonly sprite: string;
  readonly columns: number;
  readonly rows: number;
  readonly column: number;
  readonly row: number;
}

export interface SpritePictureProps extends SpritePlace {
  /** A square of the size `--feature-side`, or twice as wide as high and as wide as its place. */
  readonly shape: 'square' | 'wide';
}

/** One picture of a sprite. Says nothing: what stands around it does. */
export function SpritePicture({ sprite, columns, rows, column, row, shape }: SpritePictureProps) {
  return (
    <span
      aria-hidden="true"
      className={styles[shape]}
      style={{
        backgroundImage: `url("${sprite}")`,
        backgroundSize: `${columns * 100}% auto`,
        backgroundPosition: `${share(column, columns)}% ${share(row, rows)}%`,
      }}
    />
  );
}

function share(index: number, count: number): number {
  return count > 1 ? (100 * index) / (count - 1) : 0;
}
