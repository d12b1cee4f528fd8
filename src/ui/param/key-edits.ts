import { own } from '../../common/own.ts';
import type { Command, KeyPlace } from '../../graph/commands/command.ts';
import type { Ease, Sequence } from '../../graph/document/document.ts';
import { paramValue } from '../../graph/params/values.ts';
import { useDocument, varied } from '../document/document-store.ts';
import { keyCommand, nodeById, perform } from '../document/edits.ts';
import { definitionOf } from '../document/node-hooks.ts';
import { keyAt, trackOf } from '../document/tracks.ts';

/** What a film is at first: five seconds. */
const firstSequence: Sequence = { frames: 120, fps: 24 };

export function makeFilm(): void {
  perform({ type: 'set-sequence', sequence: firstSequence });
}

/** A still again, with the values that are shown. One step of undo brings all of it back. */
export function removeFilm(): void {
  const { frame } = useDocument.getState();
  perform({ type: 'set-sequence', sequence: null, frame });
}

/** Changes the length or the speed. */
export function changeSequence(change: Partial<Sequence>, last: boolean): void {
  const { sequence } = useDocument.getState().document;
  if (!sequence) return;
  perform(
    { type: 'set-sequence', sequence: { ...sequence, ...change } },
    { gesture: 'sequence', last },
  );
}

/** Sets a key at the frame that is shown, or takes away the one that is there. */
export function toggleKey(node: string, param: string): void {
  const { frame } = useDocument.getState();
  const track = trackOf(varied(), node, param);
  if (track && keyAt(track, frame)) removeKeys([{ node, param, frame }]);
  else setKey(node, param);
}

/** Keeps the value that is shown as a key. */
export function setKey(node: string, param: string): void {
  setKeysHere([{ node, param }]);
}

/** The same for several values: one step of history. */
export function setKeysHere(places: readonly Pick<KeyPlace, 'node' | 'param'>[]): void {
  const { frame } = useDocument.getState();
  const commands = places.flatMap(({ node, param }) => {
    const shown = nodeById(node);
    const spec = own(definitionOf(shown)?.params, param);
    if (!shown || !spec) return [];
    return keyCommand(node, param, frame, paramValue(shown.params, param, spec));
  });
  performKeys('Set keys', commands);
}

export function removeKeys(keys: readonly KeyPlace[]): void {
  performKeys(
    keys.length === 1 ? 'Remove a key' : `Remove ${keys.length} keys`,
    keys.map((place) => ({ type: 'remove-key', ...place, ...variantOf() })),
  );
}

export function setEase(keys: readonly KeyPlace[], ease: Ease): void {
  performKeys(
    'Set how the value goes on',
    keys.map((place) => ({ type: 'set-ease', ...place, ease, ...variantOf() })),
  );
}

/** The value stands still from now on, as it is shown. */
export function removeTrack(node: string, param: string): void {
  const { frame } = useDocument.getState();
  perform({ type: 'remove-track', node, param, frame, ...variantOf() });
}

/** Moves keys by so many frames, all or none. @param gesture names the drag that it is part of. */
export function moveKeys(keys: readonly KeyPlace[], by: number, gesture: string, last: boolean) {
  perform({ type: 'move-keys', keys, by, ...variantOf() }, { gesture, last });
}

/** Where keys of the shown variant are kept. */
function variantOf() {
  const { variant } = useDocument.getState();
  return variant === undefined ? {} : { variant };
}

function performKeys(label: string, commands: readonly Command[]): void {
  const [only, ...more] = commands;
  if (only && more.length === 0) perform(only);
  else if (only) perform({ type: 'batch', label, commands });
}
