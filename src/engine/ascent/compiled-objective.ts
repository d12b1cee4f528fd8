import { fail, ok, type Result } from '../../common/result.ts';
import { layersOf } from '../objective/algebra.ts';
import type { NetworkTerm, Objective } from '../objective/objective.ts';
import type { Program } from '../programs/program.ts';
import type { Session } from '../session/session.ts';
import { prepareImageTerm, prepareLayerTerms } from '../terms/prepare.ts';
import type { PrepareContext, PreparedImageTerm, PreparedLayerTerm } from '../terms/prepared.ts';

/** One network, and the terms over it by their place in the objective. */
interface NetworkPart<T> {
  readonly program: Program;
  readonly terms: readonly { readonly index: number; readonly term: T }[];
}

/** An objective with its programs; good for every octave. */
export interface CompiledObjective {
  readonly objective: Objective;
  readonly parts: readonly NetworkPart<NetworkTerm>[];
}

/** An objective with the targets of one octave. */
export interface OctaveObjective {
  readonly parts: readonly NetworkPart<PreparedLayerTerm>[];
  readonly onImage: readonly { readonly index: number; readonly term: PreparedImageTerm }[];
  /** How many terms the objective has. */
  readonly count: number;
}

/** @returns the session's problem with a network or layer; `empty-objective`. */
export function compileObjective(
  session: Session,
  objective: Objective,
): Result<CompiledObjective> {
  if (objective.terms.length === 0) {
    return fail({
      code: 'empty-objective',
      message: 'The objective has no terms, so there is nothing to climb. Add a layer to it.',
    });
  }
  const parts: NetworkPart<NetworkTerm>[] = [];
  for (const { network, layers } of layersOf(objective)) {
    const program = session.program(network, layers);
    if (!program.ok) return program;
    const terms = objective.terms.flatMap((term, index) =>
      'network' in term && term.network.hash === network.hash ? [{ index, term }] : [],
    );
    parts.push({ program: program.value, terms });
  }
  return ok({ objective, parts });
}

/** Computes the targets for one octave. Free them with `disposeObjective`. */
export function prepareObjective(
  { objective, parts }: CompiledObjective,
  context: Omit<PrepareContext, 'program'>,
): Result<OctaveObjective> {
  const onImage = objective.terms.flatMap((term, index) =>
    'network' in term ? [] : [{ index, term: prepareImageTerm(term, context) }],
  );
  const prepared: NetworkPart<PreparedLayerTerm>[] = [];
  const result: OctaveObjective = { parts: prepared, onImage, count: objective.terms.length };
  for (const { program, terms } of parts) {
    const targets = prepareLayerTerms(
      terms.map(({ term }) => term),
      { ...context, program },
    );
    if (!targets.ok) {
      disposeObjective(result);
      return targets;
    }
    const values = targets.value;
    prepared.push({
      program,
      terms: terms.map(({ index }, at) => ({ index, term: values[at] as PreparedLayerTerm })),
    });
  }
  return ok(result);
}

export function disposeObjective({ parts, onImage }: OctaveObjective): void {
  for (const { terms } of parts) for (const { term } of terms) term.dispose();
  for (const { term } of onImage) term.dispose();
}

/**
 * The same objective with some of its terms only, by their places. Shares the targets: dispose the
 * original.
 */
export function onlyTerms(
  { parts, onImage, count }: OctaveObjective,
  wanted: (index: number) => boolean,
): OctaveObjective {
  const isWanted = ({ index }: { readonly index: number }): boolean => wanted(index);
  const left = parts.map(({ program, terms }) => ({ program, terms: terms.filter(isWanted) }));
  return {
    parts: left.filter(({ terms }) => terms.length > 0),
    onImage: onImage.filter(isWanted),
    count,
  };
}
