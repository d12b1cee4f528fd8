import type { Problem } from '../../common/result.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import { kindInfo, type Port, type PortKind } from '../../graph/definition/port.ts';
import type { DocumentNode, Edge } from '../../graph/document/document.ts';
import { nodeTitle, orList, partTitle } from '../../graph/document/names.ts';
import { type Scope, titleOf } from './scope.ts';

/** An input of a node, as the sentences below speak of it. */
export interface Place {
  readonly scope: Scope;
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
  readonly input: string;
  readonly port: Port;
}

function phrase(kinds: readonly PortKind[]): string {
  return orList(kinds.map((kind) => kindInfo[kind].phrase));
}

function where({ node, definition, input, port }: Place): string {
  return `the input "${partTitle(input, port)}" of ${nodeTitle(node, definition)}`;
}

function at({ node, input }: Place): Pick<Problem, 'node' | 'input'> {
  return { node: node.id, input };
}

export function missing(place: Place): Problem {
  const wanted = phrase(place.port.kinds);
  return {
    ...at(place),
    code: 'missing-input',
    message: `Nothing is connected to ${where(place)}, which needs ${wanted}.`,
    remedy: `Connect ${wanted}.`,
  };
}

export function allLeftOut(place: Place): Problem {
  return {
    ...at(place),
    code: 'all-left-out',
    message: `Everything that is connected to ${where(place)} is left out.`,
    remedy: 'Let at least one count.',
  };
}

export function silentInput(place: Place, silent: string): Problem {
  const { scope, node, definition } = place;
  const name = titleOf(scope, silent);
  return {
    ...at(place),
    code: 'silent-input',
    message: `${nodeTitle(node, definition)} does not run, because ${name} is muted or has nothing to pass on.`,
    remedy: `Switch ${name} on again, or connect something else.`,
  };
}

export function tooManyWires(place: Place, count: number): Problem {
  return {
    ...at(place),
    code: 'too-many-wires',
    message: `${count} wires end at ${where(place)}, which takes one. The first one counts.`,
    remedy: 'Remove the others.',
  };
}

export function wrongKind(place: Place, { from }: Edge, kinds: readonly PortKind[]): Problem {
  const given = kinds.length > 0 ? phrase(kinds) : 'nothing it can use';
  return {
    ...at(place),
    code: 'wrong-kind',
    message: `${titleOf(place.scope, from.node)} gives ${given}, but ${where(place)} takes ${phrase(place.port.kinds)}.`,
    remedy: 'Remove the wire and connect an output of the right kind.',
  };
}

export function dangling(place: Place, { from }: Edge): Problem {
  const known = place.scope.index.nodes.has(from.node);
  const source = known
    ? `an output "${from.output}" that ${titleOf(place.scope, from.node)} does not have`
    : 'a node that is not there';
  return {
    ...at(place),
    code: 'dangling-wire',
    message: `The wire into ${where(place)} comes from ${source}, so it carries nothing.`,
    remedy: 'Remove the wire.',
  };
}

export function stray(node: DocumentNode, definition: NodeDefinition, { to }: Edge): Problem {
  return {
    code: 'dangling-wire',
    node: node.id,
    input: to.input,
    message: `A wire ends at "${to.input}", an input that ${nodeTitle(node, definition)} does not have, so it carries nothing.`,
    remedy: 'Remove the wire.',
  };
}
