/** How well the gradient of a network agrees with what small changes of a picture do. */
export interface GradientCheck {
  /** The largest difference at any layer, as a share of the slope. */
  readonly error: number;
  readonly layers: readonly { readonly layer: string; readonly error: number }[];
  /** The first of the offered layers whose gradient is wrong: those from there on are of no use. */
  readonly wrong?: string;
}

/** Keeps what gradient checks have found. */
export interface KeptChecks {
  get(hash: string): Promise<GradientCheck | undefined>;
  put(hash: string, check: GradientCheck): Promise<void>;
}

/** As long as the process. */
export function checksInMemory(): KeptChecks {
  const all = new Map<string, GradientCheck>();
  return {
    get: async (hash) => all.get(hash),
    put: async (hash, check) => void all.set(hash, check),
  };
}
