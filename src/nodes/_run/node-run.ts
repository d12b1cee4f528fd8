import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { InputValues, Run, RunParams } from '../../graph/definition/run.ts';
import type { RunContext } from './context.ts';
import type { Values } from './values.ts';

/** The run function of a node type of this module. */
export type NodeRun<D extends NodeDefinition> = Run<D, Values, RunContext>;

/** What `NodeRun<D>` receives, for the functions it is made of. */
export type NodeInputs<D extends NodeDefinition> = InputValues<D, Values>;
export type NodeParams<D extends NodeDefinition> = RunParams<D>;
