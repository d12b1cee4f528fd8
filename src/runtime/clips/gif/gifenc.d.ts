/** The parts of gifenc that are used; it brings no types. */
declare module 'gifenc' {
  type Colour = readonly [red: number, green: number, blue: number];

  interface FrameOptions {
    /** Whether this frame brings the header with the palette of all. */
    readonly first: boolean;
    readonly palette?: readonly Colour[];
    /** Milliseconds. */
    readonly delay: number;
    /** 0: for ever. */
    readonly repeat: number;
  }

  interface Encoder {
    writeHeader(): void;
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    /** The bytes since the last reset; valid until the next call. */
    bytesView(): Uint8Array<ArrayBuffer>;
    readonly stream: { reset(): void };
  }

  export interface Gifenc {
    GIFEncoder(options: { readonly auto: false }): Encoder;
    quantize(rgba: Uint8Array, colours: number, options: { readonly format: 'rgb565' }): Colour[];
  }

  export const GIFEncoder: Gifenc['GIFEncoder'] | undefined;
  export const quantize: Gifenc['quantize'] | undefined;
  const whole: Gifenc;

  // biome-ignore lint/style/noDefaultExport: what the package has.
  export { whole as default };
}
