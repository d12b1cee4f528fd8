import { inSentence } from '../../graph/document/names.ts';
import { type KeyState, useKeyState } from '../document/tracks.ts';
import { classNames } from '../kit/class-names.ts';
import styles from './KeyMark.module.css';
import { toggleKey } from './key-edits.ts';

export interface KeyMarkProps {
  readonly node: string;
  readonly param: string;
  /** "Strength" */
  readonly label: string;
  readonly className?: string | undefined;
}

const words: Readonly<Record<KeyState, string>> = {
  none: 'Set a key here: the value changes over time from then on',
  animated: 'Set a key here',
  key: 'Remove the key here',
};

/** The diamond beside a value: filled where a key is, hollow at other frames of one with keys. */
export function KeyMark({ node, param, label, className }: KeyMarkProps) {
  const state = useKeyState(node, param);
  if (state === undefined) return null;
  return (
    <button
      type="button"
      className={classNames(styles.mark, className, 'nodrag nopan')}
      data-state={state}
      aria-label={`Key of ${inSentence(label)}`}
      aria-pressed={state === 'key'}
      title={words[state]}
      onClick={() => toggleKey(node, param)}
    >
      <Diamond />
    </button>
  );
}

export function Diamond() {
  return (
    <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 1 11 6 6 11 1 6Z" />
    </svg>
  );
}
