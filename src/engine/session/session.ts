import type { Result } from '../../common/result.ts';
import type { Network } from '../network/network.ts';
import type { Program } from '../programs/program.ts';

/**
 * What outlives one ascent: programs with their weights on the backend, kept by network and layers,
 * so that the next run starts at once.
 */
export interface Session {
  program(network: Network, layers: readonly string[]): Result<Program>;
  /** Frees every program. The session may be used again afterwards. */
  dispose(): void;
}
