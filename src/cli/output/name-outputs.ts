import { sha256Text } from '../../common/sha256.ts';
import type { Document } from '../../graph/document/document.ts';
import { canonical } from '../../runtime/node.ts';
import { formatOfPath } from '../files/picture-format.ts';
import type { Options } from '../options/options.ts';
import type { Batch, Job } from '../plan/plan-batch.ts';
import { axisName } from '../plan/read-sweeps.ts';
import type { Carry } from './carried-graph.ts';
import { type Base, type OutputFile, outputPaths, settingsOf } from './output-paths.ts';

/** The files of a batch. */
export interface Named {
  /** Of each job. */
  readonly pictures: readonly (readonly OutputFile[])[];
  readonly sheets: readonly OutputFile[];
}

export interface NamesAsked {
  readonly options: Options;
  readonly carry: Carry;
  /** Tells them from earlier ones; null: plain names. */
  readonly number: number | null;
  /** Null as job: of the contact sheet. */
  readonly baseOf: (job: Job | null) => Base | null;
}

/** Names the files of every job, and of a series its contact sheets. */
export async function nameOutputs({ jobs, series }: Batch, asked: NamesAsked): Promise<Named> {
  const { options, baseOf, number } = asked;
  const bases = jobs.map(baseOf);
  const differ = new Set(bases.map((base) => base?.stem)).size === jobs.length;
  const pictures: OutputFile[][] = [];
  for (const [index, { plan, pinned, variant }] of jobs.entries()) {
    // Names that differ by themselves, by a pattern with {variant} for example, need no mark.
    const isPlain = jobs.length > 1 && differ;
    const mark = isPlain ? null : markOf(jobs, series !== null, index, variant?.name);
    const base = bases[index] ?? null;
    const paths = outputPaths({ plan, document: pinned, options, base, mark, number });
    const shown = (node: string) => {
      const target = plan.targets.find((each) => each.node === node);
      return [plan.steps[target?.step ?? -1]?.key ?? '', target?.output ?? ''];
    };
    pictures.push(await withSettings(paths, { document: pinned, carried: pinned }, asked, shown));
  }
  const [first] = jobs;
  if (!series || !first) return { pictures, sheets: [] };
  // Always a PNG, which can contain the graph.
  const naming = { options, base: baseOf(null), mark: 'sheet', number, ending: '.png' };
  const paths = outputPaths({ plan: first.plan, document: first.pinned, ...naming });
  const documents = { document: first.pinned, carried: series.document };
  const shown = (node: string) => [
    series.document.name,
    ...jobs.map(({ variant }) => variant?.name ?? ''),
    ...series.axes.map((axis) => axisName(series.document, axis)),
    ...pictures.map((files) => files.find((file) => file.node === node)?.key ?? ''),
  ];
  return { pictures, sheets: await withSettings(paths, documents, asked, shown) };
}

/** Tells the files of one job from those of the others: "02-mixed4". */
function markOf(
  jobs: readonly Job[],
  isSeries: boolean,
  index: number,
  name: string | undefined,
): string | null {
  if (!isSeries || name === undefined) return name ?? null;
  const digits = Math.max(2, String(jobs.length).length);
  return `${String(index + 1).padStart(digits, '0')}-${name}`;
}

interface Documents {
  /** Says how the files are written. */
  readonly document: Document;
  /** Goes into the files, as far as they are to have a graph. */
  readonly carried: Document;
}

/** @param shown what decides what the file of a node shows. */
async function withSettings(
  paths: ReadonlyMap<string, string>,
  { document, carried }: Documents,
  { options: { metadata }, carry }: NamesAsked,
  shown: (node: string) => readonly string[],
): Promise<OutputFile[]> {
  const graph = metadata ? await carry(carried) : null;
  return [...paths].map(([node, path]) => {
    const settings = settingsOf(document, node);
    const fromPath = formatOfPath(path);
    const format = fromPath.ok ? fromPath.value : settings.format;
    const written = { format, quality: settings.quality };
    return {
      ...{ node, path, ...written },
      graph: settings.metadata ? graph : null,
      key: fileKey(shown(node), written),
    };
  });
}

/** 32 hex digits, of what decides what a file shows and how it is written. */
export function fileKey(
  shown: readonly string[],
  { format, quality }: Pick<OutputFile, 'format' | 'quality'>,
): string {
  const written = format === 'png' ? [format] : [format, quality];
  return sha256Text(canonical([...shown, ...written])).slice(0, 32);
}

export function filesOf({ pictures, sheets }: Named): readonly OutputFile[] {
  return [...pictures.flat(), ...sheets];
}
