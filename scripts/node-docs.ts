import {
  type Category,
  categories,
  type NodeDefinition,
  type Ports,
} from '../src/graph/definition/definition.ts';
import {
  conversions,
  kindInfo,
  type Port,
  type PortKind,
  portKinds,
} from '../src/graph/definition/port.ts';
import type { Param } from '../src/graph/params/param.ts';
import { formatValue } from '../src/graph/params/values.ts';
import { catalog } from '../src/nodes/catalog.ts';

/** docs/nodes.md: every node type as its definition describes it. */
export function nodeDocs(): string {
  const sections = (Object.keys(categories) as Category[]).flatMap((category) => [
    `## ${categories[category]}`,
    ...Object.values<NodeDefinition>(catalog)
      .filter((definition) => definition.category === category)
      .flatMap(describeNode),
  ]);
  return `${[...opening, ...kinds(), ...sections].join('\n\n')}\n`;
}

const opening = [
  '# Nodes',
  '<!-- Made by `npm run -s docs` from src/nodes/*/definition.ts. Change those, not this page. -->',
  'Parameters are set in the editor, or on the command line with `--set NODE.PARAM=VALUE`, where PARAM is the name in the first column. A parameter marked ● has a socket: a wire can drive it.',
];

function kinds(): readonly string[] {
  const rows = portKinds.map((kind) => [kindInfo[kind].title, kindInfo[kind].help]);
  const turned = conversions.map(
    ({ from, to, message }) => `- ${kindInfo[from].title} to ${kindInfo[to].title}: ${message}`,
  );
  return [
    '## Kinds of values',
    table(['Kind', 'What it is'], rows),
    'A wire connects sockets of the same kind, or of two kinds that can be converted:',
    turned.join('\n'),
  ];
}

function describeNode(definition: NodeDefinition): readonly string[] {
  const { title, type, summary, deprecated, inputs, outputs, params } = definition;
  const heading = [`### ${title}`, `\`${type}\` · ${summary}`];
  if (deprecated !== undefined) heading.push(`**Not offered any more.** ${deprecated}`);
  return [
    ...heading,
    ...portTable('Input', inputs),
    ...paramTable(params),
    ...portTable('Output', outputs),
    ...bypass(definition),
  ];
}

function portTable(side: string, ports: Ports): readonly string[] {
  const rows = Object.entries(ports).map(([key, port]) => [
    `\`${key}\``,
    kindsOf(port),
    [requirement(side, port), port.help].filter(Boolean).join(' '),
  ]);
  return rows.length === 0 ? [] : [table([side, 'Kind', ''], rows)];
}

function kindsOf({ kinds, same }: Port): string {
  if (same !== undefined) return `what \`${same}\` carries`;
  if (kinds.length === portKinds.length) return 'any';
  return kinds.map((kind: PortKind) => kindInfo[kind].title).join(' or ');
}

function requirement(side: string, { optional, many }: Port): string {
  if (side === 'Output') return '';
  if (many) return 'Any number of wires.';
  return optional ? 'Optional.' : '';
}

function paramTable(params: NodeDefinition['params']): readonly string[] {
  const rows = Object.entries(params).map(([key, spec]) => [
    `\`${key}\`${spec.socket ? ' ●' : ''}`,
    spec.label ?? key,
    valuesOf(spec),
    `\`${formatValue(spec, spec.default)}\``,
    [spec.help, condition(params, spec)].filter(Boolean).join(' '),
  ]);
  return rows.length === 0 ? [] : [table(['Parameter', 'Label', 'Values', 'Default', ''], rows)];
}

function condition(params: NodeDefinition['params'], { showWhen }: Param): string {
  if (!showWhen) return '';
  const label = params[showWhen.param]?.label ?? showWhen.param;
  return `*For ${label}: ${showWhen.is.map((value) => `\`${value}\``).join(', ')}.*`;
}

function valuesOf(spec: Param): string {
  if (spec.type !== 'choice') return spec.accepts;
  return spec.options.map(({ value, label }) => `\`${value}\` ${label}`).join('<br>');
}

function bypass({ passthrough, inputs }: NodeDefinition): readonly string[] {
  const ways = Object.entries(passthrough ?? {}).map(
    ([output, input]) => `\`${input}\` as \`${output}\``,
  );
  if (ways.length > 0) return [`Bypassed, it passes ${ways.join(' and ')}.`];
  return Object.keys(inputs).length > 0 ? ['It cannot be bypassed.'] : [];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
