import { useId, useRef, useState } from 'react';
import type { Result } from '../../common/result.ts';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';
import { Message } from './Message.tsx';
import { TypedEntry, useFocusBack } from './TypedEntry.tsx';

export interface ParsedFieldProps {
  readonly label: string;
  /** The value as text, such that `parse` reads it back. */
  readonly text: string;
  readonly shown?: string;
  readonly parse: (text: string) => Result<unknown>;
  readonly mono?: boolean;
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  /** Why the value it came with does not fit. */
  readonly startRefusal?: string;
  /** Gets what `parse` made of the typed text. */
  readonly onChange: (value: unknown) => void;
  readonly onReset: () => void;
}

/** A value that is typed as text and read by the rules of its parameter. */
export function ParsedField(props: ParsedFieldProps) {
  const { label, text, shown = text, startRefusal, disabled, onChange, onReset } = props;
  const [typing, setTyping] = useState(false);
  const messageId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const refocus = useFocusBack(button, typing);
  if (typing) {
    return (
      <TypedEntry
        label={label}
        start={text}
        read={props.parse}
        onLeave={(typed, back) => {
          refocus(back);
          setTyping(false);
          if (typed) onChange(typed.value);
        }}
      />
    );
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        disabled={disabled}
        aria-label={`${label}: ${shown || 'empty'}`}
        aria-describedby={startRefusal ? messageId : props.describedBy}
        className={classNames(styles.field, 'nodrag nopan')}
        {...changedFrom(props.was)}
        onClick={() => setTyping(true)}
        onKeyDown={(event) => {
          if (event.key === 'Backspace' || event.key === 'Delete') {
            event.stopPropagation();
            onReset();
          }
        }}
      >
        <span className={styles.name}>{label}</span>{' '}
        <FieldValue was={props.was} mono={props.mono}>
          {shown}
        </FieldValue>
      </button>
      {startRefusal && <Message id={messageId} text={startRefusal} />}
    </>
  );
}
