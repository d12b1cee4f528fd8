import { fail, ok } from '../../../src/common/result.ts';
import { inMemory, type NetworkSource } from '../../../src/engine/network/sources.ts';

/** Files that are in memory already, by name. @param main the one that was chosen. */
export function memorySource(
  files: ReadonlyMap<string, Uint8Array>,
  main = 'model.json',
): NetworkSource {
  return {
    open: async (file) => {
      const bytes = files.get(file || main);
      if (bytes) return ok(inMemory(bytes));
      return fail({ code: 'network-file', message: `There is no ${file || main}.` });
    },
  };
}
