import { basename, dirname, extname, join } from 'node:path';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { type SaveSettings, saveSettings } from '../../nodes/save-image/settings.ts';
import { fileName, type Plan, stemOf } from '../../runtime/node.ts';
import type { PictureFormat } from '../files/picture-format.ts';
import type { Options } from '../options/options.ts';

/** A picture or a sheet that will be written. */
export interface OutputFile {
  /** Id of the target whose picture it is. */
  readonly node: string;
  readonly path: string;
  readonly format: PictureFormat;
  readonly quality: number;
  /** The JSON text of the graph that a PNG carries; null: no file says what it is made of. */
  readonly graph: string | null;
  /** Equal files have equal keys: what they show and how it is written. */
  readonly key: string;
}

export interface Naming {
  readonly plan: Plan;
  /** As it is run, with the values of the variant. */
  readonly document: Document;
  readonly options: Pick<Options, 'output' | 'photo' | 'preset'>;
  /** What was asked for; null: the name goes by photo and preset. */
  readonly base: Base | null;
  /** Distinguishes the run from others: "02-mixed4". */
  readonly mark: string | null;
  /** Distinguishes the command from earlier ones; null: it goes by the plain name. */
  readonly number: number | null;
  /** Instead of what the node or `--output` says. */
  readonly ending?: string;
}

/** A path without what tells the files of one command from each other. */
export interface Base {
  readonly stem: string;
  /** ".png"; null: that of the format that Save Image says. */
  readonly ending: string | null;
}

/** What `--output` says. */
export function baseOfPath(path: string): Base {
  const ending = extname(path);
  return { stem: join(dirname(path), basename(path, ending)), ending };
}

/** The path of each target's picture; the id of the node stands in it where two would be the same. */
export function outputPaths(naming: Naming): ReadonlyMap<string, string> {
  if (naming.options.output === '-') {
    return new Map(naming.plan.targets.map(({ node }) => [node, '-']));
  }
  const bases = naming.plan.targets.map(({ node }) => ({ node, ...baseOf(node, naming) }));
  const same = (path: string) =>
    bases.filter(({ stem, ending }) => `${stem}${ending}`.toLowerCase() === path.toLowerCase());
  return new Map(
    bases.map(({ node, stem, ending }) => {
      const shared = same(`${stem}${ending}`).length > 1;
      const marks = [naming.number, naming.mark, shared ? node : null];
      const words = marks.flatMap((word) => (word === null ? [] : fileName(String(word))));
      return [node, `${[stem, ...words].join('-')}${ending}`];
    }),
  );
}

/** What a Save Image node says of its picture; of other nodes, the defaults. */
export function settingsOf(document: Document, id: string): SaveSettings {
  const node = graphIndex(document).nodes.get(id);
  return saveSettings(node?.type === 'save-image' ? node.params : {});
}

/** What the first Save Image calls the picture. */
export function graphName(document: Document): string {
  const save = document.nodes.find(({ type }) => type === 'save-image');
  return settingsOf(document, save?.id ?? '').name;
}

const endings = { png: '.png', jpeg: '.jpg', webp: '.webp' } as const;

function baseOf(target: string, naming: Naming): { stem: string; ending: string } {
  const { document, base } = naming;
  const isSave = graphIndex(document).nodes.get(target)?.type === 'save-image';
  const first = document.nodes.find(({ type }) => type === 'save-image');
  const settings = settingsOf(document, isSave ? target : (first?.id ?? target));
  return {
    stem: base?.stem ?? defaultStem(settings.name, naming.options),
    ending: naming.ending ?? base?.ending ?? endings[settings.format],
  };
}

/** By photo and preset; without a photo, the name that the graph says. */
export function defaultStem(
  own: string,
  { photo, preset }: Pick<Options, 'photo' | 'preset'>,
): string {
  if (photo === null) return fileName(preset ?? own);
  if (photo === '-') return fileName(preset ?? 'dream');
  return `${photoStem(photo)}-${fileName(preset ?? 'dream')}`;
}

/** The name of a photo without its ending. */
function photoStem(photo: string): string {
  return stemOf(basename(photo));
}
