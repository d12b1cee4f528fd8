import { vocabularies } from '../../models/vocabulary.ts';
import type { Motif } from '../../models/vocabulary-schema.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { sameJson } from '../graph/document/json.ts';
import { closest } from '../graph/document/names.ts';
import type { LayerWeight } from '../graph/params/layers.ts';

/** A motif with the embedded network whose channels it names. */
export interface NamedMotif extends Motif {
  readonly network: string;
}

/** Of all embedded networks. */
export const motifs: readonly NamedMotif[] = vocabularies.flatMap((vocabulary) =>
  vocabulary.motifs.map((motif) => ({ ...motif, network: vocabulary.network })),
);

/** Problem: `unknown-motif`. */
export function findMotif(name: string): Result<NamedMotif> {
  const found = motifs.find((motif) => motif.name === name.toLowerCase());
  if (found) return ok(found);
  const names = motifs.map((motif) => motif.name);
  const hint = closest(name, names) || ' --list names them all.';
  return fail({ code: 'unknown-motif', message: `There is no motif "${name}".${hint}` });
}

/** The motif that an entry of a layers parameter dreams of, if it has a name on the network. */
export function motifOf(
  network: string | undefined,
  { layer, channels }: LayerWeight,
): NamedMotif | undefined {
  return motifs.find(
    (motif) =>
      motif.network === network &&
      motif.layer === layer &&
      channels !== undefined &&
      sameJson(motif.channels, channels),
  );
}

/** Those that a search means, best first: by beginnings of the title, then of other words. */
export function searchMotifs(query: string): readonly NamedMotif[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return motifs;
  const scoreOf = ({ title, words: others }: NamedMotif): number =>
    Math.min(...words.map((word) => (begins(title, word) ? 2 : Number(begins(others, word)))));
  return motifs
    .map((motif) => ({ motif, score: scoreOf(motif) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ motif }) => motif);
}

function begins(texts: string | readonly string[], word: string): boolean {
  const parts = [texts].flat().flatMap((text) => text.toLowerCase().split(/\s+/));
  return parts.some((part) => part.startsWith(word));
}
