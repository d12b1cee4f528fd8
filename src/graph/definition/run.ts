import type { Result } from '../../common/result.ts';
import type { RunValue } from '../params/param.ts';
import type { NodeDefinition } from './definition.ts';
import type { Port, PortKind } from './port.ts';

/** The value that flows for each kind of port; src/nodes says which engine type that is. */
export type ValueTable = Readonly<Record<PortKind, unknown>>;

/** A value at an input that takes several kinds: which of them it is, and the value itself. */
export type TaggedValue<Kind extends PortKind, Values extends ValueTable> = {
  readonly [K in Kind]: { readonly kind: K; readonly value: Values[K] };
}[Kind];

type IsUnion<T, Whole = T> = T extends unknown ? ([Whole] extends [T] ? false : true) : never;

type ValueOf<Kind extends PortKind, Values extends ValueTable> =
  IsUnion<Kind> extends false ? Values[Kind] : TaggedValue<Kind, Values>;

/** The value at an input: a list where many wires may end, undefined where none need. */
export type InputValue<P extends Port, Values extends ValueTable> =
  P extends Port<infer Kind, infer Optional, infer Many>
    ? Many extends true
      ? readonly ValueOf<Kind, Values>[]
      : Optional extends true
        ? ValueOf<Kind, Values> | undefined
        : ValueOf<Kind, Values>
    : never;

export type InputValues<D extends NodeDefinition, Values extends ValueTable> = {
  readonly [Key in keyof D['inputs']]: InputValue<D['inputs'][Key], Values>;
};

export type RunParams<D extends NodeDefinition> = {
  readonly [Key in keyof D['params']]: RunValue<D['params'][Key]>;
};

export type OutputValues<D extends NodeDefinition, Values extends ValueTable> = {
  readonly [Key in keyof D['outputs']]: D['outputs'][Key] extends Port<infer Kind>
    ? Values[Kind]
    : never;
};

/**
 * The function behind a node type. `src/nodes` fixes `Values` (what flows) and `Context` (what a
 * run may use: the session, files, progress, cancellation). A seed parameter arrives as a number,
 * and a parameter driven by a socket as the value that came in, both already validated.
 */
export type Run<D extends NodeDefinition, Values extends ValueTable, Context> = (
  inputs: InputValues<D, Values>,
  params: RunParams<D>,
  context: Context,
) => Result<OutputValues<D, Values>> | Promise<Result<OutputValues<D, Values>>>;
