/** From now on, an array or buffer of more bytes than this is an error where it is made. */
export function forbidArraysAbove(bytes: number): void {
  const all = { ArrayBuffer, Uint8Array, Int32Array, Float32Array, Float64Array, BigInt64Array };
  for (const [name, original] of Object.entries(all)) {
    const size = 'BYTES_PER_ELEMENT' in original ? original.BYTES_PER_ELEMENT : 1;
    const watched: unknown = new Proxy<NewableFunction>(original, {
      construct: (made, [length, ...rest], newTarget): object => {
        if (typeof length === 'number' && length * size > bytes) {
          throw new Error(`A ${name} of ${length} elements is too large.`);
        }
        return Reflect.construct(made, [length, ...rest], newTarget === watched ? made : newTarget);
      },
    });
    Object.assign(globalThis, { [name]: watched });
  }
}
