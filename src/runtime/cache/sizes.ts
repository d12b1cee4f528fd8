/**
 * The arrays of numbers that a value holds, each once: pictures, masks, details of octaves,
 * pictures inside objectives. What functions close over (a network's packed weights) is not seen.
 */
export function buffersOf(value: unknown): ReadonlySet<ArrayBufferLike> {
  const buffers = new Set<ArrayBufferLike>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (ArrayBuffer.isView(next)) buffers.add(next.buffer);
    else for (const part of Object.values(next)) waiting.push(part);
  }
  return buffers;
}
