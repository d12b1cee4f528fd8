import { create } from 'zustand';
import type { KeyPlace } from '../../graph/commands/command.ts';
import { showFrame, useDocument, varied } from '../document/document-store.ts';
import { keyAt, trackOf } from '../document/tracks.ts';
import { currentRange, type FrameRange, useChosenRange } from '../run/film.ts';

export interface TimelineState {
  /** What the strip shows of a film: its frames, or the variants. */
  readonly tab: 'timeline' | 'variants';
  readonly playing: boolean;
  /** Playing begins again at its end. */
  readonly loop: boolean;
  /** What is chosen of the file that the film goes into is open. */
  readonly exporting: boolean;
  /** `keyName` of each key that is selected. */
  readonly keys: ReadonlySet<string>;
}

const fresh = {
  playing: false,
  exporting: false,
  keys: new Set<string>(),
} as const;

/** What one window holds of the timeline; no part of the document. */
export const useTimeline = create<TimelineState>(() => ({
  ...fresh,
  tab: 'timeline',
  loop: true,
}));

/** Another document begins anew, and what its edits take away is not held on to. */
export function followDocument(): void {
  useDocument.subscribe((state, before) => {
    if (state.id !== before.id) useTimeline.setState(fresh);
    else if (!state.document.sequence && useTimeline.getState().playing)
      useTimeline.setState({ playing: false });
    if (state.document.tracks !== before.document.tracks) forgetLostKeys();
  });
}

/** Of what is selected only what is still there. */
function forgetLostKeys(): void {
  const { keys } = useTimeline.getState();
  if (keys.size === 0) return;
  const document = varied();
  const left = [...keys].filter((name) => {
    const { node, param, frame } = placeOfKey(name);
    const track = trackOf(document, node, param);
    return track !== undefined && keyAt(track, frame) !== undefined;
  });
  if (left.length < keys.size) useTimeline.setState({ keys: new Set(left) });
}

/** How many frames the film has; of a still one. */
export function frameCount(): number {
  return useDocument.getState().document.sequence?.frames ?? 1;
}

/** Moves one end of the range; the other gives way. All of the film is no range. */
export function setRange(change: Partial<FrameRange>): void {
  const frames = frameCount();
  const inside = (frame: number) => Math.min(frames - 1, Math.max(0, Math.round(frame)));
  const now = currentRange();
  const first = inside(change.first ?? Math.min(now.first, change.last ?? now.first));
  const last = inside(change.last ?? Math.max(now.last, first));
  const all = first === 0 && last === frames - 1;
  useChosenRange.setState({ range: all ? undefined : { first, last } });
}

/** Shows a frame because a person asks for it: what plays, stops. */
export function goToFrame(frame: number): void {
  if (useTimeline.getState().playing) useTimeline.setState({ playing: false });
  showFrame(frame);
}

export function stepFrame(by: number): void {
  goToFrame(useDocument.getState().frame + by);
}

/** Names a row of the timeline. */
export function trackName({ node, param }: Pick<KeyPlace, 'node' | 'param'>): string {
  return `${node}\n${param}`;
}

export function placeOfTrack(name: string): Pick<KeyPlace, 'node' | 'param'> {
  const { node, param } = placeOfKey(name);
  return { node, param };
}

export function keyName({ node, param, frame }: KeyPlace): string {
  return `${node}\n${param}\n${frame}`;
}

export function placeOfKey(name: string): KeyPlace {
  const [node = '', param = '', frame = ''] = name.split('\n');
  return { node, param, frame: Number(frame) };
}

export function selectKeys(keys: readonly KeyPlace[]): void {
  useTimeline.setState({ keys: new Set(keys.map(keyName)) });
}

/** Adds a key to those that are selected, or takes it out. */
export function toggleSelected(key: KeyPlace): void {
  const keys = new Set(useTimeline.getState().keys);
  const name = keyName(key);
  if (!keys.delete(name)) keys.add(name);
  useTimeline.setState({ keys });
}
