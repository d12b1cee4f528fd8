import { decodeText } from '../../../../common/text.ts';
import { isJson, type NetworkFile } from '../../sources.ts';

/** The JSON in a file; undefined if it is none. */
export function readJson(file: NetworkFile): unknown {
  if (!isJson(file)) return undefined;
  try {
    return JSON.parse(decodeText(file.read(0, file.size)));
  } catch {
    return undefined;
  }
}
