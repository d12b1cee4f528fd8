import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { problemText, type Result } from '../../common/result.ts';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { Message } from './Message.tsx';

export interface TypedEntryProps<Value> {
  readonly label: string;
  readonly start: string;
  /** `start` is the first key of what is being typed; otherwise it is there to be replaced. */
  readonly begun?: boolean;
  readonly unit?: string | undefined;
  readonly read: (text: string) => Result<Value>;
  /** Undefined: nothing has changed. `refocus`: left by a key, so the focus goes back. */
  readonly onLeave: (typed: { readonly value: Value } | undefined, refocus: boolean) => void;
}

/**
 * The field while it is being typed into. Enter and leaving it take the text, Escape cancels. A text
 * that is refused stays, with the reason below.
 */
export function TypedEntry<Value>(props: TypedEntryProps<Value>) {
  const { label, start, unit } = props;
  const [refusal, setRefusal] = useState<string>();
  const messageId = useId();
  const { input, take, cancel } = useEntry(props, setRefusal);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter') {
      const taken = take(true);
      // The control that comes back must not be pressed by the same key.
      if (!isCommand || !taken) event.preventDefault();
      // A command such as Run takes what was typed with it, and waits for what cannot be taken.
      if (isCommand && taken) return;
    } else if (isCommand) return;
    else if (event.key === 'Escape') cancel();
    event.stopPropagation();
  };
  return (
    <>
      <label
        className={classNames(
          styles.field,
          styles.typing,
          refusal && styles.refused,
          'nodrag nopan',
        )}
      >
        <span className={styles.name}>{label}</span>
        <input
          ref={input}
          className={styles.entry}
          defaultValue={start}
          aria-label={label}
          aria-invalid={refusal !== undefined}
          aria-describedby={refusal ? messageId : undefined}
          spellCheck={false}
          autoComplete="off"
          onKeyDown={onKeyDown}
          onInput={() => setRefusal(undefined)}
          onBlur={() => take(false)}
        />
        {unit && <span className={styles.unit}>{unit}</span>}
      </label>
      {refusal && <Message id={messageId} text={refusal} />}
    </>
  );
}

/** Takes the text of the entry once, or keeps it with the reason. */
function useEntry<Value>(
  { start, begun = false, read, onLeave }: TypedEntryProps<Value>,
  refuse: (why: string) => void,
) {
  const input = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => {
    input.current?.focus();
    if (!begun) input.current?.select();
  }, [begun]);
  const leave = (typed: { readonly value: Value } | undefined, refocus: boolean) => {
    left.current = true;
    onLeave(typed, refocus);
  };
  return {
    input,
    cancel: () => leave(undefined, true),
    take: (refocus: boolean): boolean => {
      const text = input.current?.value ?? '';
      if (left.current) return true;
      const typed = readTyped(text, begun ? '' : start, read);
      if (typed && !typed.ok) refuse(problemText(typed.problem));
      else leave(typed, refocus);
      return !typed || typed.ok;
    },
  };
}

/**
 * The control that the entry stands in for gets the focus back before another key can be pressed.
 * @returns what says, on leaving the entry, whether it does.
 */
export function useFocusBack(control: RefObject<HTMLElement | null>, typing: boolean) {
  const wanted = useRef(false);
  useLayoutEffect(() => {
    if (typing || !wanted.current) return;
    wanted.current = false;
    control.current?.focus();
  }, [control, typing]);
  return (back: boolean) => {
    wanted.current = back;
  };
}

/**
 * What a person's typing comes to: a new value, or why there is none. @returns undefined when
 * nothing has changed.
 */
export function readTyped<Value>(
  typed: string,
  text: string,
  read: (text: string) => Result<Value>,
): Result<Value> | undefined {
  return typed === text ? undefined : read(typed);
}
