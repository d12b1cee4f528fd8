import type { Result } from '../../common/result.ts';
import type { Picture } from '../../engine/picture/index.ts';

export interface NamedFile {
  readonly name: string;
  readonly sha256?: string;
}

/** Where a host, browser or Node, finds bytes and how it decodes pictures. */
export interface FileWorld {
  /** By path inside assets/, such as `samples/mountains.jpg`. */
  readonly bundled: (path: string) => Promise<Result<Uint8Array>>;
  /** A file of the person's own. */
  readonly file: (file: NamedFile) => Promise<Result<Uint8Array>>;
  /** From another server. */
  readonly url: (url: string) => Promise<Result<Uint8Array>>;
  /** Upright, sRGB, in the picture's own size, on white where it is transparent. */
  readonly decode: (bytes: Uint8Array, name: string) => Promise<Result<Picture>>;
}
