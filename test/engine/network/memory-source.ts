import { fail, ok } from '../../../src/common/result.ts';
import type { NetworkSource } from '../../../src/engine/network/sources.ts';

/** Files that are in memory already, by name. */
export function memorySource(files: ReadonlyMap<string, Uint8Array>): NetworkSource {
  return {
    read: async (file) => {
      const bytes = files.get(file);
      return bytes ? ok(bytes) : fail({ code: 'network-file', message: `There is no ${file}.` });
    },
  };
}
