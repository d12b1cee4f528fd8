import { fail, ok, type Result } from '../../common/result.ts';
import {
  aboutNetwork,
  checkGradient,
  createSession,
  type GradientCheck,
  type LayerInfo,
  type NetworkFile,
  type NetworkInfo,
} from '../../engine/index.ts';
import type { FileReference } from '../../graph/params/file.ts';
import { kindOf, openFiles, openLocal } from '../../runtime/node.ts';
import { createFiles } from '../access/file-access.ts';

/** What `--describe` says of a network. */
interface Description extends NetworkInfo {
  readonly gradient: GradientCheck | null;
}

/** Whether a file that is to be described is a network, by its content: graphs are JSON too. */
export async function isNetworkFile(path: string): Promise<boolean> {
  const opened = await createFiles().openFile({ name: path });
  if (!opened.ok) return false;
  const head = opened.value.read(0, Math.min(opened.value.size, 2 ** 20));
  if (kindOf(head)) return false;
  // Text has no such bytes.
  return looksLikeJson(head) ? saysModel(opened.value) : head.some((byte) => byte < 9);
}

function looksLikeJson(head: Uint8Array): boolean {
  return /^[\s\0\uFEFF]*[{[]/.test(new TextDecoder().decode(head.subarray(0, 64)));
}

/** What every model.json has and no graph. */
function saysModel(file: NetworkFile): boolean {
  const text = new TextDecoder().decode(file.read(0, file.size));
  return /"(modelTopology|weightsManifest)"\s*:/.test(text);
}

/** Reads a network and checks its gradient. Problems of the network and of the backend. */
export async function describeNetwork(
  reference: FileReference,
  otherHosts: boolean,
): Promise<Result<Description>> {
  const access = { ...createFiles(), otherHosts };
  const files = openFiles(access);
  const network = await files.loadNetwork(reference);
  if (!network.ok) return network;
  const about = aboutNetwork(network.value);
  const local = await openLocal({ ...access, files, backend: 'auto' });
  // What it consists of can be told without a backend.
  if (!local.ok) return ok({ ...about, gradient: null });
  const session = createSession();
  const checked = await checkGradient(session, network.value, about.offered);
  session.dispose();
  local.value.close();
  return checked.ok ? ok(fromThere({ ...about, gradient: checked.value })) : fail(checked.problem);
}

/** Layers from a wrong gradient on are not offered. */
function fromThere(description: Description): Description {
  const wrong = description.gradient?.wrong;
  if (wrong === undefined) return description;
  const offered = description.offered.slice(0, description.offered.indexOf(wrong));
  const defaultLayers = description.defaultLayers.filter((layer) => offered.includes(layer));
  return { ...description, offered, defaultLayers };
}

/** The description as lines for a person to read. */
export function networkInWords(description: Description): string {
  const { name, format, bytes, weights, layers, offered, wants } = description;
  const facts = [
    ...(format ? [format] : []),
    ...(bytes > 0 ? [`${millions(bytes)}B`] : []),
    `${millions(weights)} weights`,
    `${layers.length} layers`,
  ];
  return [
    name,
    facts.join(', '),
    '',
    'Picture values, the likeliest first (--values, --order)',
    ...wants.map(({ values, order, reason }) => `  ${`${values}, ${order}`.padEnd(24)} ${reason}`),
    '',
    `Layers; those with * are good to choose from, ${description.defaultLayers.join(', ') || 'none'} to begin with`,
    ...layers.map((layer) => layerLine(layer, offered.includes(layer.name))),
    '',
    `Operations: ${description.operations.map(({ kind, count }) => `${count} ${kind}`).join(', ')}`,
    ...notesInWords(description),
    gradientInWords(description),
    '',
  ].join('\n');
}

function layerLine({ name, kind, channels, stride, receptiveField }: LayerInfo, offered: boolean) {
  const sees = Number.isFinite(receptiveField) ? `${receptiveField} px` : 'the whole picture';
  const about = `${kind}, ${channels} channels, stride ${stride}, sees ${sees}`;
  return `${offered ? '*' : ' '} ${name.padEnd(32)} ${about}`;
}

function notesInWords({ notes }: Description): readonly string[] {
  if (notes.length === 0) return [];
  return ['', 'Not used', ...notes.map(({ message }) => `  ${message}`), ''];
}

function gradientInWords({ gradient }: Description): string {
  if (gradient === null) return 'Gradient check: not made, since no backend works here.';
  const at = gradient.layers.map(({ layer }) => layer).join(', ');
  const largest = `Gradient check: against small changes of a picture at ${at || 'no layer'}, largest error ${gradient.error.toPrecision(1)}.`;
  if (gradient.wrong === undefined) return largest;
  return `${largest} It is wrong at ${gradient.wrong}: the layers from there on are not offered.`;
}

/** "25.6 M", "3.1 k" */
function millions(count: number): string {
  for (const [unit, size] of [
    ['G', 1e9],
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (count >= size) return `${(count / size).toFixed(count >= 100 * size ? 0 : 1)} ${unit}`;
  }
  return `${count} `;
}
