/** Hands out ranges of addresses, the first that fits, and takes them back. */
export class FreeList {
  readonly #taken: { readonly begin: number; readonly end: number }[] = [];

  /** One past the last address in use. */
  get end(): number {
    return this.#taken.at(-1)?.end ?? 0;
  }

  take(length: number): number {
    let begin = 0;
    let index = 0;
    for (const range of this.#taken) {
      if (range.begin - begin >= length) break;
      begin = range.end;
      index++;
    }
    this.#taken.splice(index, 0, { begin, end: begin + length });
    return begin;
  }

  giveBack(begin: number): void {
    const index = this.#taken.findIndex((range) => range.begin === begin);
    if (index < 0) throw new Error(`Nothing was taken at ${begin}.`);
    this.#taken.splice(index, 1);
  }
}
