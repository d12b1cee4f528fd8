import { Check, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemText, type Result } from '../../common/result.ts';
import { count } from '../../graph/document/names.ts';
import type { GradientCheck, NetworkInfo } from '../../runtime/browser.ts';
import { shownBytes } from '../kit/durations.ts';
import styles from './NetworkDialog.module.css';

export interface WhatWasReadProps {
  readonly info: NetworkInfo;
  /** Undefined while it is under way. */
  readonly check: Result<GradientCheck> | undefined;
}

/** What the worker found in the files of a network. */
export function WhatWasRead({ info, check }: WhatWasReadProps) {
  const { layers, weights, bytes, operations, notes, wants } = info;
  const [guess] = wants;
  const kinds = operations.slice(0, 6).map(({ kind }) => kind);
  const more = operations.length > kinds.length ? ', and more' : '';
  return (
    <ul className={styles.read} aria-label="What was read">
      <Found good>
        Read: {count(layers.length, 'layer')}, {shownNumber(weights)} weights, {shownBytes(bytes)}.
      </Found>
      <Found good>
        Every operation of these layers has a gradient here ({kinds.join(', ')}
        {more}).
      </Found>
      {notes.map(({ message, remedy }) => (
        <Found key={message}>
          {message} {remedy}
        </Found>
      ))}
      <CheckedGradient check={check} />
      {guess && (
        <Found good={guess.sure}>
          {guess.sure ? '' : 'What values it wants is a guess. '}
          {guess.reason}
          {guess.sure
            ? ''
            : ' Look at the dreams below, and choose another if this one is flat or noisy.'}
        </Found>
      )}
    </ul>
  );
}

function CheckedGradient({ check }: Pick<WhatWasReadProps, 'check'>) {
  if (!check) return <Found>Checking its gradient against small changes of a picture…</Found>;
  if (!check.ok)
    return <Found>Its gradient could not be checked. {problemText(check.problem)}</Found>;
  const { error, layers, wrong } = check.value;
  if (wrong !== undefined) {
    return (
      <Found>
        The gradient of {wrong} disagrees with what small changes of a picture do: layers from there
        on are not offered.
      </Found>
    );
  }
  return (
    <Found good>
      Its gradient was checked against finite differences at {count(layers.length, 'layer')}:
      largest error {Number(error.toPrecision(1))}.
    </Found>
  );
}

function Found({ good, children }: { readonly good?: boolean; readonly children: ReactNode }) {
  const Icon = good ? Check : CircleAlert;
  return (
    <li>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>{children}</span>
    </li>
  );
}

/** "25.6 million", "512 thousand", "820". */
function shownNumber(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)} million`;
  return value >= 1e4 ? `${Math.round(value / 1e3)} thousand` : String(value);
}
