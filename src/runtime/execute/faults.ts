import type { Problem } from '../../common/result.ts';

/** A thrown error is a bug, or memory that ran out; either way the person gets a sentence. */
export function faultOf(error: unknown, name: string): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  if (isOutOfMemory(error, reason)) {
    return {
      code: 'out-of-memory',
      message: `${name} needs more memory than there is (${reason}). Make the picture smaller, or close other programs.`,
    };
  }
  return {
    code: 'fault',
    message: `${name} stopped because of a fault in Dreamgraph: ${sentence(reason)} Your document is safe. Please report it with the graph.`,
  };
}

function isOutOfMemory(error: unknown, reason: string): boolean {
  return error instanceof RangeError
    ? /allocation|array (buffer )?(length|size)|out of memory/i.test(reason)
    : /out of memory|memory access out of bounds|OOM|failed to allocate/i.test(reason);
}

function sentence(text: string): string {
  const trimmed = text.trim() || 'no reason was given';
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
