import { ok, type Result } from '../../common/result.ts';
import { isJsonObject } from '../document/json.ts';
import { misfit, type ParamBase, type ParamOptions, type Remark } from './base.ts';

/** Where the bytes of a picture, a network or a clip come from. The document holds the reference. */
export type FileReference =
  | { readonly from: 'nothing' }
  /** Shipped with the app: a sample photo, the embedded network. */
  | { readonly from: 'bundled'; readonly name: string }
  /**
   * A file of the person's own: a path on the command line, a stored file in the browser.
   * `url`: where it was downloaded from, told to whoever does not have it.
   */
  | {
      readonly from: 'file';
      readonly name: string;
      readonly sha256?: string;
      readonly url?: string;
    }
  /** The bytes themselves, as a data URL, such as a pasted picture. */
  | { readonly from: 'data'; readonly data: string; readonly name?: string }
  | { readonly from: 'url'; readonly url: string; readonly sha256?: string };

export interface FileParam extends ParamBase<FileReference> {
  readonly type: 'file';
  readonly accept: FileKind;
}

interface FileSpec {
  readonly accept: FileKind;
  readonly default?: FileReference;
  /** What comes with the app, by the names that references have. */
  readonly bundled?: readonly { readonly name: string; readonly title: string }[];
  /** What to say of a bundled file that no longer comes with the app; null of all others. */
  readonly retirementOf?: (name: string) => Remark | null;
}

export type FileKind = 'image' | 'network' | 'clip';

/** Typed as `bundled:NAME`, a URL, `nothing`, or a path. */
export function fileParam({
  bundled = [],
  retirementOf = () => null,
  ...spec
}: ParamOptions & FileSpec): FileParam {
  const wanted = `a ${spec.accept} file, a name such as bundled:NAME, or a URL`;
  const validate = (value: unknown) => validateReference(value, wanted);
  return {
    default: { from: 'nothing' },
    ...spec,
    type: 'file',
    socket: null,
    accepts: 'path, URL or `bundled:NAME`',
    sweep: spec.accept === 'image' ? ['pick'] : [],
    options: bundled.map(({ name, title }) => ({ value: { from: 'bundled', name }, label: title })),
    speaksForItself: true,
    validate,
    parse: (text) => validate(readReference(text.trim())),
    format: formatReference,
    words: (value) => titleOf(value, bundled),
    remarkOn: (value) => (value.from === 'bundled' ? retirementOf(value.name) : null),
  };
}

export function validateReference(value: unknown, wanted: string): Result<FileReference> {
  if (!isJsonObject(value)) return misfit(value, wanted);
  const { from, name, data, url, sha256 } = value;
  const hash = typeof sha256 === 'string' ? { sha256 } : {};
  if (from === 'nothing') return ok({ from });
  if (from === 'bundled' && isText(name)) return ok({ from, name });
  if (from === 'file' && isText(name))
    return ok({ from, name, ...hash, ...(isText(url) && { url }) });
  if (from === 'url' && isText(url)) return ok({ from, url, ...hash });
  if (from === 'data' && isText(data) && data.startsWith('data:')) {
    return ok({ from, data, ...(isText(name) ? { name } : {}) });
  }
  return misfit(value, wanted);
}

export function readReference(text: string): FileReference {
  if (text === 'nothing') return { from: 'nothing' };
  if (text.startsWith('bundled:')) return { from: 'bundled', name: text.slice('bundled:'.length) };
  if (text.startsWith('data:')) return { from: 'data', data: text };
  if (/^https?:\/\//i.test(text)) return { from: 'url', url: text };
  return { from: 'file', name: text };
}

export function formatReference(value: FileReference): string {
  switch (value.from) {
    case 'nothing':
      return value.from;
    case 'bundled':
      return `bundled:${value.name}`;
    case 'file':
      return value.name;
    case 'data':
      return value.data;
    case 'url':
      return value.url;
  }
}

/** How people call a file: its name, or the title of what came with the app. */
export function titleOf(value: FileReference, bundled: NonNullable<FileSpec['bundled']>): string {
  switch (value.from) {
    case 'nothing':
      return 'None';
    case 'bundled':
      return bundled.find(({ name }) => name === value.name)?.title ?? value.name;
    case 'file':
      return value.name;
    case 'data':
      return value.name ?? 'Pasted picture';
    case 'url':
      return value.url.split('/').at(-1) || value.url;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
