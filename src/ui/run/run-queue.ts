import { create } from 'zustand';
import type { Document } from '../../graph/document/document.ts';
import { graphIndex } from '../../graph/document/graph-index.ts';
import { count, nodeTitle } from '../../graph/document/names.ts';
import { applyVariant } from '../../graph/document/variants.ts';
import { changesInWords } from '../document/changes-in-words.ts';
import { useDocument } from '../document/document-store.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { savedResults } from '../results/saved-results.ts';
import { expectedTime } from './expected-time.ts';
import { shownPhoto, shownPhotos } from './photos.ts';
import { type CurrentRun, type RunRequest, useRun, type VariantId } from './run-store.ts';
import { useVariantPlans } from './variant-plans.ts';

/** What is asked for; the rest of a request is the graph as it stands. */
export interface RunWish {
  /** What the top bar says: "Dreaming". */
  readonly what: string;
  readonly variants: readonly VariantId[];
  /** Nodes to run to; all outputs when left out. */
  readonly targets?: readonly string[] | undefined;
  /** Frames of a film, both included. */
  readonly range?: RunRequest['range'];
  /** Of several photos, those to dream on; all when left out. */
  readonly photos?: readonly number[] | undefined;
  /** What is cached is forgotten first. */
  readonly anew?: boolean;
  /** Another graph than the one that is open, made from it. */
  readonly document?: Document;
  /** What it is called in the queue, when that is not the graph or its variant. */
  readonly title?: string;
}

/** The graph and what is wanted of it, as both are now: whatever changes later, this is what runs. */
export function requestNow(wish: RunWish): RunRequest {
  const { id, document, single, frame } = useDocument.getState();
  const { variants, targets, range } = wish;
  const photos = photosAsked(wish);
  const graph = wish.document ?? (photos ? document : single);
  return {
    ...{ variants, targets, range, photos, frame, what: wish.what, anew: wish.anew ?? false },
    photo: shownPhoto(),
    id: crypto.randomUUID(),
    home: id,
    document: graph,
    title: wish.title ?? titleOf(graph, variants),
    note: targets ? whatOf(graph, targets) : noteOf(graph, variants),
    ms: range || photos ? useRun.getState().whole?.ms : expectedTime(graph, variants, targets),
    lastKey: lastPicture(variants[0]),
  };
}

/** A run to a node, of another graph or of a film is for the photo that is shown. */
function photosAsked({ document, targets, range, photos }: RunWish) {
  const all = shownPhotos();
  if (!all || document || targets || range) return undefined;
  return photos ?? all.map((_, at) => at);
}

/** "Running to Gradient Ascent" */
export function whatOf(document: Document, [target, ...more]: readonly string[]): string {
  const node = more.length > 0 ? undefined : graphIndex(document).nodes.get(target ?? '');
  return node ? `Run to ${nodeTitle(node, definitionOf(node))}` : 'Run to the selected nodes';
}

function titleOf(document: Document, variants: readonly VariantId[]): string {
  const [only] = variants;
  const name = document.name || 'Untitled';
  if (variants.length > 1) return `${name}, ${count(variants.length, 'variant')}`;
  const at = document.variants.findIndex(({ id }) => id === only);
  const variant = document.variants[at];
  if (!variant) return name;
  const number = `Variant ${at + 1}`;
  return variant.name === number ? number : `${number}, ${variant.name}`;
}

/** What a variant changes of its graph, and a graph of the run before it. */
function noteOf(document: Document, [only, ...more]: readonly VariantId[]): string {
  if (more.length > 0) return '';
  const { current } = useRun.getState();
  const before = only === undefined ? (useQueue.getState().waiting.at(-1) ?? current) : undefined;
  const changes = before
    ? changesInWords(before.document, document)
    : changesInWords(document, applyVariant(document, only));
  return changes.length === 0 && before ? 'the same again' : changes.join(', ');
}

function lastPicture(variant: VariantId): string | undefined {
  const plan = useVariantPlans.getState().plans.get(variant);
  return [plan?.key, plan?.lastKey].find((key) => key !== undefined && savedResults.get(key));
}

/** What runs after the current run, the next one first. */
export const useQueue = create<{ readonly waiting: readonly RunRequest[] }>(() => ({
  waiting: [],
}));

export function enqueue(request: RunRequest): void {
  useQueue.setState(({ waiting }) => ({ waiting: [...waiting, request] }));
}

/** Takes the next one off the list. */
export function nextInQueue(): RunRequest | undefined {
  const [next, ...waiting] = useQueue.getState().waiting;
  if (next) useQueue.setState({ waiting });
  return next;
}

export function removeFromQueue(id: string): void {
  useQueue.setState(({ waiting }) => ({ waiting: waiting.filter((each) => each.id !== id) }));
}

export function clearQueue(): void {
  useQueue.setState({ waiting: [] });
}

/** Puts one of them at another place of the list, counted without it. */
export function moveInQueue(id: string, to: number): void {
  useQueue.setState(({ waiting }) => {
    const moved = waiting.find((each) => each.id === id);
    const others = waiting.filter((each) => each.id !== id);
    return { waiting: moved ? others.toSpliced(Math.max(0, to), 0, moved) : waiting };
  });
}

/** Milliseconds until everything that runs and waits is done, as far as that is known. */
export function queueTime(current: CurrentRun | undefined, waiting: readonly RunRequest[]): number {
  const left = current ? (current.msLeft ?? (current.ms ?? 0) * (1 - current.fraction)) : 0;
  return waiting.reduce((sum, { ms = 0 }) => sum + ms, left);
}
