import { create } from 'zustand';
import { useDocument } from '../document/document-store.ts';
import { isTyping, matches } from '../kit/keys.ts';
import { isShown } from '../run/node-runs.ts';
import { finishedRuns } from '../run/run-events.ts';
import { useRun } from '../run/run-store.ts';
import { useSession, useView } from '../session/session-store.ts';
import type { Look } from '../viewer/PictureWell.tsx';

export interface StageState {
  /** The node that stays on the Stage whatever is selected. */
  readonly pinned: string | undefined;
  readonly look: Look;
  /** Of a graph with several photos, all of them are shown, and not one. */
  readonly sheet: boolean;
  /** The photo is shown as long as a key or a button is held. */
  readonly held: boolean;
  /** Share of the width at which the photo ends and the dream begins. */
  readonly divide: number;
  /** The node whose picture the last run ended with. */
  readonly lastOutput: string | undefined;
  /** A film plays, and the frame that is shown has no picture: that of one before stands there. */
  readonly missing: boolean;
  /** When the run that is under way began, in milliseconds. */
  readonly began: number;
}

/** What the Stage looks at; neither saved nor part of the document. */
export const useStage = create<StageState>(() => ({
  pinned: undefined,
  look: 'dream',
  sheet: true,
  held: false,
  divide: 0.5,
  lastOutput: undefined,
  missing: false,
  began: 0,
}));

/** Follows the runs, and forgets them with the document. */
export function startStage(): void {
  followHoldKey();
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

/** Q shows the photo as long as it is held, in the editor and in full screen. */
function followHoldKey(): void {
  const isHold = (event: KeyboardEvent) =>
    matches(event, 'Q') && !isTyping(event.target) && useView.getState().view === 'edit';
  const isFree = () => (useSession.getState().dialog?.kind ?? 'picture') === 'picture';
  const release = () => useStage.setState({ held: false });
  window.addEventListener('keydown', (event) => {
    if (!event.repeat && isHold(event) && isFree()) useStage.setState({ held: true });
  });
  window.addEventListener('keyup', ({ key }) => {
    if (key.toLowerCase() === 'q') release();
  });
  window.addEventListener('blur', release);
}

/** Keeps a node on the Stage; undefined lets it follow again. */
export function pin(node: string | undefined): void {
  useStage.setState({ pinned: node });
}

/** Photo and dream beside each other, or the dream alone. */
export function toggleSplit(): void {
  useStage.setState(({ look }) => ({ look: look === 'split' ? 'dream' : 'split' }));
}
