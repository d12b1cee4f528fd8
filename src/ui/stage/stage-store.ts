import { create } from 'zustand';
import { useDocument } from '../document/document-store.ts';
import { isShown } from '../run/node-runs.ts';
import { finishedRuns } from '../run/run-events.ts';
import { useRun } from '../run/run-store.ts';
import type { Look } from '../viewer/PictureWell.tsx';

export interface StageState {
  /** The node that stays on the Stage whatever is selected. */
  readonly pinned: string | undefined;
  readonly look: Look;
  /** The photo is shown as long as a key or a button is held. */
  readonly held: boolean;
  /** Share of the width at which the photo ends and the dream begins. */
  readonly divide: number;
  /** The node whose picture the last run ended with. */
  readonly lastOutput: string | undefined;
  /** When the run that is under way began, in milliseconds. */
  readonly began: number;
}

/** What the Stage looks at; neither saved nor part of the document. */
export const useStage = create<StageState>(() => ({
  pinned: undefined,
  look: 'dream',
  held: false,
  divide: 0.5,
  lastOutput: undefined,
  began: 0,
}));

/** Follows the runs, and forgets them with the document. */
export function startStage(): void {
  useRun.subscribe(({ current }, { current: before }) => {
    if (current && current.id !== before?.id) useStage.setState({ began: performance.now() });
  });
  finishedRuns.subscribe((run) => {
    const lastOutput = run.result.pictures.at(-1)?.node;
    if (lastOutput !== undefined && isShown(run)) useStage.setState({ lastOutput });
  });
  useDocument.subscribe(({ id }, before) => {
    if (id !== before.id) useStage.setState({ pinned: undefined, lastOutput: undefined });
  });
}

/** Keeps a node on the Stage; undefined lets it follow again. */
export function pin(node: string | undefined): void {
  useStage.setState({ pinned: node });
}
