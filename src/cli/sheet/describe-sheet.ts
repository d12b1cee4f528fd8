import { basename } from 'node:path';
import { problemText } from '../../common/result.ts';
import { paramWords } from '../../graph/definition/param-words.ts';
import { count, inSentence } from '../../graph/document/names.ts';
import { differences, withVariant } from '../../graph/document/variants.ts';
import { paramValue } from '../../graph/params/values.ts';
import { catalog } from '../../nodes/catalog.ts';
import { loadImage } from '../../nodes/load-image/definition.ts';
import { factsLine, type Sheet, type SheetCell, type SheetLine } from '../../runtime/node.ts';
import type { JobResult } from '../output/report.ts';
import { networkOf } from '../output/report.ts';
import type { Series } from '../plan/plan-batch.ts';
import { axisName } from '../plan/read-sweeps.ts';
import { formatDuration } from '../terminal/duration.ts';

/** The contact sheet of a series: its pictures of one target, in order, with captions. */
export function describeSheet(
  series: Series,
  results: readonly JobResult[],
  target: string,
  backend: string,
): Sheet {
  const { document, axes } = series;
  const [rows, columns] = axes.map((axis) => ({
    name: axisName(document, axis),
    labels: axis.values.map(({ label }) => label),
  }));
  const about = [
    ...(rows && !columns ? [rows.name] : []),
    ...photoOf(series),
    count(results.length, 'picture'),
    ...seedOf(results),
    networkOf(document) ?? [],
    backend,
  ];
  return {
    title: document.name,
    about: about.flat().join(' · '),
    cells: results.map((each) => cellOf(series, each, target)),
    ...(rows && columns && { grid: { rows, columns } }),
  };
}

function cellOf(series: Series, { job, saved, ms, problem }: JobResult, target: string): SheetCell {
  const picture = saved.find(({ node }) => node === target);
  const words = captionOf(series, job);
  if (!picture) return { ...(problem && { instead: problemText(problem) }), caption: words };
  if (ms === null) return { picture, caption: words };
  return { picture, caption: [...words, factsLine([formatDuration(ms)])] };
}

/** None in a grid, whose headings name the values. */
function captionOf(
  { document, axes }: Series,
  { variant }: JobResult['job'],
): readonly SheetLine[] {
  if (!variant || axes.length > 1) return [];
  if (axes.length === 1) return [[{ text: variant.name, look: 'heading' }]];
  const changes = differences(document, withVariant(document, variant)).map((change): SheetLine => {
    const { param, value } = paramWords(document, catalog, { ...change, value: change.to });
    return [
      { text: inSentence(param), look: 'label' },
      { text: value, look: 'value' },
    ];
  });
  return [[{ text: variant.name, look: 'name' }], ...changes];
}

function photoOf({ document }: Series): readonly string[] {
  const node = document.nodes.find(({ type }) => type === 'load-image');
  const file = node && paramValue(node.params, 'file', loadImage.params.file);
  const { name } = (file ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' ? [basename(name)] : [];
}

/** The seed, if all pictures have the same one. */
function seedOf(results: readonly JobResult[]): readonly string[] {
  const seeds = new Set(results.flatMap(({ job }) => job.plan.seeds.map(({ seed }) => seed)));
  const [only] = seeds;
  return seeds.size === 1 && only !== undefined ? [`seed ${only}`] : [];
}
