import { fail, ok, type Result } from '../../common/result.ts';
import type { AscentEvent, AscentResult, Octaves } from '../../engine/index.ts';
import type { RunContext } from '../context.ts';

type Ascent = AsyncGenerator<AscentEvent, Result<AscentResult>>;

/**
 * Runs an ascent to its end, telling the context how far it is. Problems: its own, and `cancelled`
 * when it was stopped before the end.
 */
export async function followAscent(ascent: Ascent, context: RunContext): Promise<Result<Octaves>> {
  const tell = createTeller(context);
  for (;;) {
    const { done, value } = await ascent.next();
    if (!done) {
      await tell(value);
      continue;
    }
    if (!value.ok) return value;
    // A picture that is only half done must not be taken for the result of these parameters.
    if (value.value.end === 'stopped') return fail(cancelled);
    return ok(value.value.octaves);
  }
}

const cancelled = { code: 'cancelled', message: 'The run was stopped.' };

function createTeller({ progress, preview, warn, onAscent }: RunContext) {
  let where = '';
  return async (event: AscentEvent): Promise<void> => {
    onAscent?.(event);
    switch (event.kind) {
      case 'octave':
        where = `octave ${event.octave + 1} of ${event.octaves}`;
        return;
      case 'step':
        progress(event.progress, where);
        return preview(event.preview);
      case 'warning':
        warn(event.problem);
    }
  };
}
