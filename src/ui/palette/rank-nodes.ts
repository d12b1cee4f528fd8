import { own } from '../../common/own.ts';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { PortKind } from '../../graph/definition/port.ts';

/** The loose end of a wire, as far as it says what comes next. */
export interface LooseEnd {
  readonly side: 'input' | 'output';
  readonly kind: PortKind;
  /** Type of the node that the end is at. */
  readonly type: string;
}

/** What nearly always follows a loose end: a socket of a certain type, else of any. */
const usual: Readonly<Record<string, string>> = {
  'output image': 'octave-split',
  'output image of gradient-ascent': 'save-image',
  'output image of octave-merge': 'save-image',
  'output octaves': 'gradient-ascent',
  'output octaves of gradient-ascent': 'octave-merge',
  'output objective': 'gradient-ascent',
  'output network': 'layer-objective',
  'output mask': 'gradient-ascent',
  'output motion': 'warp',
  'output number': 'gradient-ascent',
  'output seed': 'noise',
  'input image': 'load-image',
  'input image of gradient-ascent': 'octave-split',
  'input octaves': 'octave-split',
  'input octaves of octave-merge': 'gradient-ascent',
  'input objective': 'layer-objective',
  'input network': 'load-network',
  'input mask': 'mask',
  'input motion': 'optical-flow',
  'input number': 'number',
  'input seed': 'seed',
};

/**
 * Node types in the order in which they are likely to be wanted: what usually follows the end, what
 * takes the wire as its main input or makes it as its main output, then the rest; among equals what
 * was used lately, then the order they came in.
 */
export function rankNodes(
  definitions: readonly NodeDefinition[],
  end: LooseEnd | undefined,
  recent: readonly string[],
): readonly NodeDefinition[] {
  const first = end && usualAt(end);
  const rank = (definition: NodeDefinition) => {
    const used = recent.indexOf(definition.type);
    const tier = !end ? 0 : definition.type === first ? 0 : isMain(definition, end) ? 1 : 2;
    return { definition, tier, used: used < 0 ? recent.length : used };
  };
  return definitions
    .map(rank)
    .sort((a, b) => a.tier - b.tier || a.used - b.used)
    .map(({ definition }) => definition);
}

function usualAt({ side, kind, type }: LooseEnd): string | undefined {
  return own(usual, `${side} ${kind} of ${type}`) ?? own(usual, `${side} ${kind}`);
}

/** Whether the socket that stands first is of the kind. A node that takes everything is about none. */
function isMain(definition: NodeDefinition, { side, kind }: LooseEnd): boolean {
  if (definition.category === 'layout') return false;
  const [port] = Object.values(side === 'output' ? definition.inputs : definition.outputs);
  return port?.kinds.includes(kind) ?? false;
}
