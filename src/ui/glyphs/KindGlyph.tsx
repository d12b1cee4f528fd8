import type { PortKind } from '../../graph/definition/port.ts';
import styles from './glyph.module.css';

/** Outlines on a 14 px square. Shape is the first sign of a kind, colour the second. */
const shapes: Readonly<Record<PortKind, string>> = {
  image: 'M7 2.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6Z',
  octaves: 'M7 2 12.2 11.6H1.8Z',
  objective: 'M7 1.4 12.6 7 7 12.6 1.4 7Z',
  network: 'M4.2 2.2h5.6L12.6 7l-2.8 4.8H4.2L1.4 7Z',
  mask: 'M2.4 2.4h9.2v9.2H2.4Z',
  motion: 'M1.6 4.6h5.2V1.8L12.4 7l-5.6 5.2V9.4H1.6Z',
  number:
    'M5.4 1.6h3.2a.8.8 0 0 1 .8.8v9.2a.8.8 0 0 1-.8.8H5.4a.8.8 0 0 1-.8-.8V2.4a.8.8 0 0 1 .8-.8Z',
  seed: 'M5.2 1.6h3.6v3.6h3.6v3.6H8.8v3.6H5.2V8.8H1.6V5.2h3.6Z',
};

export interface KindGlyphProps {
  readonly kind: PortKind;
  /** Connected, or shown as a legend. */
  readonly filled?: boolean;
  readonly size?: number;
}

/** The sign of a kind of value, the same on sockets, in the library and in the palette. */
export function KindGlyph({ kind, filled = true, size = 14 }: KindGlyphProps) {
  return (
    <svg
      className={styles.kind}
      data-kind={kind}
      data-filled={filled}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <path d={shapes[kind]} />
      {kind === 'mask' && <path className={styles.half} d="M2.4 11.6 11.6 2.4v9.2Z" />}
    </svg>
  );
}
