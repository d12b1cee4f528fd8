import { sha256Text } from '../../common/sha256.ts';
import type { Catalog } from '../../graph/definition/definition.ts';
import type { Document } from '../../graph/document/document.ts';
import { compile } from '../compile/compile.ts';
import {
  type Compilation,
  type CompileOptions,
  delayName,
  type FrameBefore,
  type Plan,
} from '../compile/plan.ts';
import { canonical } from '../keys/step-key.ts';
import { megapixelsOf } from '../planning/cost-model.ts';

/** Which frames, both included, from 0. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

export interface CompiledFrame extends Compilation {
  readonly frame: number;
  /** Of what a person sees of the frame; see `frameKey`. */
  readonly key: string;
  /** What it has from the frame before, as `compile` takes it. */
  readonly before: ReadonlyMap<string, FrameBefore>;
}

export type FilmOptions = Pick<CompileOptions, 'environment' | 'targets'>;

/**
 * The frames of a range, one compiled after the other when it is asked for. Pure: nothing is computed
 * but keys, so that a host knows from the start which frames it has, and which are of another graph.
 * Where frames go on from each other it begins with frame 0, else with the first of the range.
 * @param document a variant is applied first (`withVariant`).
 */
export function* compileFrames(
  document: Document,
  catalog: Catalog,
  options: FilmOptions,
  { first, last }: FrameRange,
): Generator<CompiledFrame, void, undefined> {
  let before: CompiledFrame['before'] = new Map();
  for (let frame = 0; frame <= last; frame++) {
    const compiled = compileFrame(document, catalog, options, frame, before);
    before = frameAfter(compiled.plan, catalog);
    // Nothing leads from one frame to the next.
    if (frame === 0 && before.size === 0 && first > 0) frame = first - 1;
    else yield compiled;
  }
}

/** @param before of the frame, as `CompiledFrame` has it. */
export function compileFrame(
  document: Document,
  catalog: Catalog,
  options: FilmOptions,
  frame: number,
  before: CompiledFrame['before'],
): CompiledFrame {
  const compilation = compile(document, catalog, { ...options, frame, before });
  return { ...compilation, frame, key: frameKey(compilation.plan), before };
}

/** What the next frame has from this one. */
function frameAfter(plan: Plan, catalog: Catalog): CompiledFrame['before'] {
  return new Map(
    plan.delays.map((delay) => {
      const step = plan.steps[delay.step];
      const megapixels = step && megapixelsOf(step, plan, catalog);
      return [delayName(delay), { key: delay.key, ...(megapixels && { megapixels }) }];
    }),
  );
}

/** Of all that a frame's targets show: that of the step, where there is one target. */
function frameKey({ steps, targets }: Plan): string {
  const keys = targets.map(({ step }) => steps[step]?.key ?? '');
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return only;
  const named = targets.map(({ node, output = '' }, at) => [node, output, keys[at] ?? '']);
  return sha256Text(canonical(named)).slice(0, 32);
}
