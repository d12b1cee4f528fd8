/** The one input of an operation that has one. */
export function only<T>(inputs: readonly T[]): T {
  const [first] = inputs;
  if (first === undefined || inputs.length !== 1) {
    throw new Error(`One input expected, ${inputs.length} given.`);
  }
  return first;
}
