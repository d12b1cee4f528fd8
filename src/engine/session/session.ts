import { ok, type Result } from '../../common/result.ts';
import { prune } from '../network/ir.ts';
import type { Network } from '../network/network.ts';
import { runsOn } from '../network/operations.ts';
import type { Program } from '../programs/program.ts';
import { compileSimdProgram } from '../programs/simd/simd-program.ts';
import { currentWorkspace } from '../programs/simd/workspace/current.ts';
import { compileTfjsProgram } from '../programs/tfjs/tfjs-program.ts';
import type { KeptChecks } from './kept-checks.ts';

/**
 * What outlives one ascent: programs with their weights on the backend, kept by network and layers,
 * so that the next run starts at once.
 */
export interface Session {
  program(network: Network, layers: readonly string[]): Result<Program>;
  /** What was found of the gradients of networks, by hash; absent: none is checked. */
  readonly checks?: KeptChecks;
  /** Frees every program. The session may be used again afterwards. */
  dispose(): void;
}

/** More programs than a graph has ascents at once; their weights are small beside activations. */
const programsKept = 6;

/**
 * A session on the current backend, and on our own kernels where it has them. Programs used longest
 * ago make room for new ones. @param checks absent: no network is checked before it is used.
 */
export function createSession(checks?: KeptChecks): Session {
  const programs = new Map<string, Program>();

  const compile = (network: Network, layers: readonly string[]): Result<Program> => {
    const workspace = currentWorkspace();
    // What our own kernels do not know yet runs on the operations of TensorFlow.js, on wasm too.
    return workspace && runsOn('simd', prune(network.ir, layers))
      ? compileSimdProgram(network, layers, workspace)
      : compileTfjsProgram(network, layers);
  };

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
    ...(checks && { checks }),
    program: (network: Network, layers: readonly string[]): Result<Program> => {
      const key = JSON.stringify([network.hash, network.range, [...layers].sort()]);
      const found = programs.get(key);
      if (found) {
        keep(key, found);
        return ok(found);
      }
      const made = compile(network, layers);
      if (made.ok) keep(key, made.value);
      return made;
    },
    dispose: () => {
      for (const { dispose } of programs.values()) dispose();
      programs.clear();
    },
  };
}
