import { ok, type Result } from '../../common/result.ts';
import { count } from '../document/names.ts';
import { misfit, type ParamBase, type ParamOptions } from './base.ts';
import {
  type FileKind,
  type FileReference,
  formatReference,
  readReference,
  titleOf,
  validateReference,
} from './file.ts';

/** A list of files that take turns, such as the photos of a batch. */
export interface FilesParam extends ParamBase<readonly FileReference[]> {
  readonly type: 'files';
  readonly accept: FileKind;
}

/** More would take weeks to run, and a document of many megabytes. */
const most = 10_000;

/** No file name of Windows holds it, and hardly any of other systems. */
const separator = '|';

/** Typed as paths with `|` between them. */
export function filesParam(spec: ParamOptions & { readonly accept: FileKind }): FilesParam {
  const wanted = `a list of at most ${most} ${spec.accept} files`;
  const validate = (value: unknown): Result<readonly FileReference[]> => {
    if (!Array.isArray(value) || value.length > most) return misfit(value, wanted);
    const files: FileReference[] = [];
    for (const entry of value) {
      const file = validateReference(entry, wanted);
      if (!file.ok) return file;
      if (file.value.from !== 'nothing') files.push(file.value);
    }
    return ok(files);
  };
  return {
    ...spec,
    default: [],
    type: 'files',
    socket: null,
    accepts: 'paths or URLs with `|` between them',
    sweep: [],
    speaksForItself: true,
    validate,
    parse: (text) =>
      validate(
        text.split(separator).flatMap((part) => (part.trim() ? readReference(part.trim()) : [])),
      ),
    format: (value) => value.map(formatReference).join(` ${separator} `),
    words: (value) => {
      const [only] = value.length === 1 ? value : [];
      return only ? titleOf(only, []) : count(value.length, 'picture');
    },
  };
}
