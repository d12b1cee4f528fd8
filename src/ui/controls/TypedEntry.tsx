import { type KeyboardEvent, useEffect, useRef } from 'react';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';

export interface TypedEntryProps {
  readonly label: string;
  readonly start: string;
  /** `start` is the first key of what is being typed; otherwise it is there to be replaced. */
  readonly begun?: boolean;
  readonly unit?: string | undefined;
  /** Undefined text: cancelled. `refocus`: left by a key, so the focus goes back. */
  readonly onLeave: (text: string | undefined, refocus: boolean) => void;
}

/** The field while it is being typed into. Enter and leaving it take the text, Escape cancels. */
export function TypedEntry({ label, start, begun = false, unit, onLeave }: TypedEntryProps) {
  const input = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => {
    input.current?.focus();
    if (!begun) input.current?.select();
  }, [begun]);
  const leave = (text: string | undefined, refocus: boolean) => {
    if (left.current) return;
    left.current = true;
    onLeave(text, refocus);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // A command such as Run takes what was typed with it.
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') leave(event.currentTarget.value, true);
      return;
    }
    event.stopPropagation();
    if (event.key === 'Enter') leave(event.currentTarget.value, true);
    else if (event.key === 'Escape') leave(undefined, true);
  };
  return (
    <label className={classNames(styles.field, styles.typing, 'nodrag nopan')}>
      <span className={styles.name}>{label}</span>
      <input
        ref={input}
        className={styles.entry}
        defaultValue={start}
        inputMode="decimal"
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onBlur={(event) => leave(event.currentTarget.value, false)}
      />
      {unit && <span className={styles.unit}>{unit}</span>}
    </label>
  );
}
