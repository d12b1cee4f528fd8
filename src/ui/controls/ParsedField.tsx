import { useId, useState } from 'react';
import { problemText, type Result } from '../../common/result.ts';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';
import { Message } from './Message.tsx';
import { TypedEntry } from './TypedEntry.tsx';

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

/**
 * What a person's typing comes to: a new value, or why there is none.
 * @param typed undefined when they cancelled. @returns undefined when nothing has changed.
 */
export function readTyped<Value>(
  typed: string | undefined,
  text: string,
  parse: (text: string) => Result<Value>,
): Result<Value> | undefined {
  return typed === undefined || typed === text ? undefined : parse(typed);
}

/** A value that is typed as text and read by the rules of its parameter. */
export function ParsedField(props: ParsedFieldProps) {
  const { label, text, shown = text, disabled, onChange, onReset } = props;
  const [typing, setTyping] = useState(false);
  const [typedRefusal, setRefusal] = useState<string>();
  const refusal = typedRefusal ?? props.startRefusal;
  const messageId = useId();
  const leave = (typed: string | undefined) => {
    setTyping(false);
    const read = readTyped(typed, text, props.parse);
    setRefusal(!read || read.ok ? undefined : problemText(read.problem));
    if (read?.ok) onChange(read.value);
  };
  return (
    <>
      {typing ? (
        <TypedEntry label={label} start={text} onLeave={leave} />
      ) : (
        <button
          type="button"
          disabled={disabled}
          aria-label={`${label}: ${shown || 'empty'}`}
          aria-describedby={refusal ? messageId : props.describedBy}
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
      )}
      {refusal && <Message id={messageId} text={refusal} />}
    </>
  );
}
