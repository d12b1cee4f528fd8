export interface Reading {
  /** May stand behind a number and says nothing new: "512 px". */
  readonly unit?: string | undefined;
  /** Several numbers with commas, semicolons or spaces between them. */
  readonly list?: boolean;
}

/** Longer texts are no numbers that anyone types; nesting then stays shallow. */
const longest = 400;

/**
 * What an expression comes to: `512/2`, `2*(3+1)`, `-3^2`, `1024 * 1,5 px`, and, where there is no
 * unit, `50 %`. Undefined when it is none or has no finite value.
 */
export function calculate(text: string, unit?: string): number | undefined {
  const reader = new Reader(text, { unit });
  const value = reader.sum();
  return value !== undefined && reader.atEnd() && Number.isFinite(value)
    ? rounded(value)
    : undefined;
}

/** The numbers of a list, each as an expression; what is none stays the text that it is. */
export function calculateList(text: string, unit?: string): readonly (number | string)[] {
  const reader = new Reader(text, { unit, list: true });
  const entries: (number | string)[] = [];
  while (!reader.atEnd()) {
    const value = reader.entry();
    entries.push(typeof value === 'number' ? rounded(value) : value);
  }
  return entries;
}

/** Without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(14));
}

/** Reads from left to right; each method leaves the place behind what it has read. */
class Reader {
  #at = 0;
  readonly #text: string;
  readonly #unit: string;
  readonly #list: boolean;
  readonly #number: RegExp;

  constructor(text: string, { unit = '', list = false }: Reading) {
    this.#text = text.length > longest ? '?' : text;
    this.#unit = unit.toLowerCase();
    this.#list = list;
    // Where commas stand between numbers, none stands within one.
    const point = list ? '\\.' : '[.,]';
    this.#number = new RegExp(`(\\d+(${point}\\d*)?|${point}\\d+)(e[+-]?\\d+)?`, 'iy');
  }

  atEnd(): boolean {
    this.#skip(this.#list ? /[\s,;]*/y : /\s*/y);
    return this.#at === this.#text.length;
  }

  /** The next number of a list, or the word that is none. */
  entry(): number | string {
    const start = this.#at;
    const value = this.sum();
    const ends = /[\s,;]|$/y;
    ends.lastIndex = this.#at;
    if (value !== undefined && Number.isFinite(value) && ends.test(this.#text)) return value;
    this.#at = start;
    this.#skip(/[^\s,;]+/y);
    return this.#text.slice(start, this.#at);
  }

  sum(): number | undefined {
    let value = this.#product();
    while (value !== undefined) {
      const sign = this.#operator(/[+\-−]/y);
      if (!sign) break;
      const next = this.#product();
      value = next === undefined ? undefined : sign === '+' ? value + next : value - next;
    }
    return value;
  }

  #product(): number | undefined {
    let value = this.#signed();
    while (value !== undefined) {
      const sign = this.#operator(/\*(?!\*)|[×·/÷]/y);
      if (!sign) break;
      const next = this.#signed();
      const divides = sign === '/' || sign === '÷';
      value = next === undefined ? undefined : divides ? value / next : value * next;
    }
    return value;
  }

  #signed(): number | undefined {
    const sign = this.#sign(/[+\-−]/y);
    if (!sign) return this.#power();
    const value = this.#signed();
    return value === undefined || sign === '+' ? value : -value;
  }

  /** Binds to the right, and closer than a sign before it: -2^2 is -4. */
  #power(): number | undefined {
    const base = this.#single();
    if (base === undefined || !this.#operator(/\^|\*\*/y)) return base;
    const exponent = this.#signed();
    return exponent === undefined ? undefined : base ** exponent;
  }

  /** A number or something in parentheses, with its unit. */
  #single(): number | undefined {
    const open = this.#sign(/\(/y);
    const value = open ? this.sum() : this.#literal();
    if (value === undefined || (open && !this.#sign(/\)/y))) return undefined;
    return value * this.#unitFactor();
  }

  #literal(): number | undefined {
    const digits = this.#sign(this.#number);
    return digits ? Number(digits.replace(',', '.')) : undefined;
  }

  /** 1 for the unit of the field or none, a hundredth for percents where there is no unit. */
  #unitFactor(): number {
    const before = this.#at;
    if (this.#unit === '') return this.#sign(/%/y) ? 0.01 : 1;
    this.#skip(/\s*/y);
    const names = this.#unit === '×' ? ['×', 'x'] : [this.#unit];
    const rest = this.#text.slice(this.#at).toLowerCase();
    const name = names.find((each) => rest.startsWith(each));
    const behind = name === undefined ? '' : rest.slice(name.length);
    // "2 × 3" multiplies, "2 ×" has a unit.
    const isUnit = name !== undefined && !/^\s*[\d.(]/.test(behind) && !/^[a-z]/.test(behind);
    this.#at = isUnit ? this.#at + name.length : before;
    return 1;
  }

  /** In a list "1 -2" are two numbers, "1 - 2" and "1-2" are one. */
  #operator(pattern: RegExp): string | undefined {
    const start = this.#at;
    const found = this.#sign(pattern);
    const apart = /^\s+[+\-−]\S/.test(this.#text.slice(start));
    if (!found || !this.#list || !apart) return found;
    this.#at = start;
    return undefined;
  }

  #sign(pattern: RegExp): string | undefined {
    const start = this.#at;
    this.#skip(/\s*/y);
    const found = this.#skip(pattern);
    if (found === '') this.#at = start;
    return found || undefined;
  }

  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }
}
