import type { AscentEvent } from '../../engine/index.ts';

export interface AscentReport {
  readonly node: string;
  readonly octaves: readonly OctaveReport[];
  /** Mean wall clock of a gradient step. */
  readonly msPerStep: number | null;
}

interface OctaveReport {
  readonly width: number;
  readonly height: number;
  /** Before each step. */
  readonly objective: readonly number[];
}

interface Open {
  readonly node: string;
  readonly octaves: { width: number; height: number; objective: number[] }[];
  readonly started: number;
  ended: number;
  steps: number;
}

/** Records what ascents do. @param now milliseconds since the start of the process. */
export function createAscentLog(now: () => number = () => performance.now()) {
  const ascents = new Map<string, Open>();
  let firstStepMs: number | null = null;
  return {
    onAscent: (node: string, event: AscentEvent): void => {
      const open = ascents.get(node) ?? {
        node,
        octaves: [],
        started: now(),
        ended: now(),
        steps: 0,
      };
      ascents.set(node, open);
      open.ended = now();
      if (event.kind === 'octave') {
        open.octaves.push({ width: event.width, height: event.height, objective: [] });
      } else if (event.kind === 'step') {
        firstStepMs ??= now();
        open.octaves.at(-1)?.objective.push(event.objective);
        open.steps++;
      }
    },
    /** When the first step of the run ended; null before. */
    firstStepMs: () => firstStepMs,
    reports: (): readonly AscentReport[] =>
      [...ascents.values()].map(({ node, octaves, started, ended, steps }) => ({
        node,
        octaves,
        msPerStep: steps > 0 ? (ended - started) / steps : null,
      })),
  };
}
