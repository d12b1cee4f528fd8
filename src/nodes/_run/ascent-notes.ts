import type { Problem } from '../../common/result.ts';
import type { AscentEvent } from '../../engine/index.ts';
import { count } from '../../graph/document/names.ts';

/** The warnings of an ascent, each once: several octaves may have the same to say. */
export function createAscentNotes() {
  const warnings = new Map<string, Problem>();
  const vanished: string[] = [];
  let octave: Extract<AscentEvent, { kind: 'octave' }> | null = null;
  return {
    hear(event: AscentEvent): void {
      if (event.kind === 'octave') octave = event;
      if (event.kind !== 'warning') return;
      const { code, input = '' } = event.problem;
      if (code === 'gradient-vanished' && octave) {
        vanished.push(`${octave.width} x ${octave.height}`);
      }
      warnings.set(`${code} ${input}`, event.problem);
    },
    all(): readonly Problem[] {
      return [...warnings.values()].map((problem) =>
        problem.code === 'gradient-vanished' && octave
          ? { ...problem, message: vanishedIn(vanished, octave.octaves) }
          : problem,
      );
    },
  };
}

/** The picture is nearly the one before, which looks like a fault if nothing is said. */
function vanishedIn(sizes: readonly string[], octaves: number): string {
  return `The gradient vanished in ${sizes.length} of ${count(octaves, 'octave')} (${sizes.join(', ')}): nothing there moves the objective, so these are left as they were. Choose another layer or channel, a larger mask, or another start picture.`;
}
