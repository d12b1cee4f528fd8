import { ok, type Result } from '../common/result.ts';
import { compileProgram } from './network/compile.ts';
import type { Network } from './network/network.ts';
import type { Program } from './network/program.ts';
import type { Session } from './session.ts';

/** More programs than a graph has ascents at once; their weights are small beside activations. */
const programsKept = 6;

/** A session on the current backend. Programs used longest ago make room for new ones. */
export function createSession(): Session {
  const programs = new Map<string, Program>();

  const keep = (key: string, program: Program) => {
    programs.delete(key);
    programs.set(key, program);
    for (const [oldest, { dispose }] of programs) {
      if (programs.size <= programsKept) break;
      dispose();
      programs.delete(oldest);
    }
  };

  return {
    program: (network: Network, layers: readonly string[]): Result<Program> => {
      const key = JSON.stringify([network.hash, network.range, [...layers].sort()]);
      const found = programs.get(key);
      if (found) {
        keep(key, found);
        return ok(found);
      }
      const made = compileProgram(network, layers);
      if (made.ok) keep(key, made.value);
      return made;
    },
    dispose: () => {
      for (const { dispose } of programs.values()) dispose();
      programs.clear();
    },
  };
}
