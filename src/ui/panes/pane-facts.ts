import { shownTime } from '../kit/durations.ts';

/** What is known of how a picture was made; all of it may be missing. */
export interface PaneFacts {
  readonly ms?: number | undefined;
  readonly objective?: number | undefined;
  readonly seeds?: readonly number[] | undefined;
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/** "44.5 s", "objective 12.3", "seed 4417", "512 × 242" */
export function factsInWords({ ms, objective, seeds = [], size }: PaneFacts): readonly string[] {
  const different = [...new Set(seeds)];
  return [
    ms !== undefined && shownTime(ms),
    objective !== undefined && `objective ${objective.toPrecision(3)}`,
    different.length > 0 && `${different.length === 1 ? 'seed' : 'seeds'} ${different.join(', ')}`,
    size && `${size.width} × ${size.height}`,
  ].filter((fact) => typeof fact === 'string');
}
