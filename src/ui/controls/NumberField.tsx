import { type KeyboardEvent, useRef, useState } from 'react';
import { ok } from '../../common/result.ts';
import { classNames } from '../kit/class-names.ts';
import {
  type NumberScale,
  shareOf,
  shownNumber,
  typedNumber,
  valueAfterKey,
  valueAt,
} from '../kit/number-scale.ts';
import { useScrub } from '../kit/use-scrub.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';
import { TypedEntry, useFocusBack } from './TypedEntry.tsx';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: NumberScale;
  readonly unit?: string | undefined;
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  /** `last` ends the gesture: what came before it belongs to the same step of history. */
  readonly onChange: (value: number, last: boolean) => void;
  readonly onReset: () => void;
  /** Takes back a drag that was not finished; without it, the value of before is set. */
  readonly onCancel?: (() => void) | undefined;
}

/** A slider that is its own field: dragging scrubs, a click types, a double click on the name resets. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, range, unit, disabled, onChange, onReset } = props;
  const [typed, setTyped] = useState<{ readonly start: string; readonly begun: boolean }>();
  const slider = useRef<HTMLDivElement>(null);
  const refocus = useFocusBack(slider, typed !== undefined);
  const scrub = useNumberScrub(props, () => setTyped({ start: String(value), begun: false }));
  const leave = (typed: { readonly value: number } | undefined, back: boolean) => {
    refocus(back);
    setTyped(undefined);
    if (typed && typed.value !== value) onChange(typed.value, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // With a modifier a key is a command of the editor.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = valueAfterKey(event.key, value, range);
    if (next !== undefined) onChange(next, true);
    else if (event.key === 'Enter') setTyped({ start: String(value), begun: false });
    else if (/^[-+.(\d]$/.test(event.key)) setTyped({ start: event.key, begun: true });
    else if (event.key === 'Backspace' || event.key === 'Delete') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (typed !== undefined && !disabled) {
    // An emptied field is given up.
    const read = (text: string) => (text.trim() ? typedNumber(text, range, unit) : ok(value));
    return <TypedEntry label={label} {...typed} unit={unit} read={read} onLeave={leave} />;
  }
  const shown = shownNumber(value, range);
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={disabled ? -1 : 0}
      aria-label={label}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      aria-valuenow={value}
      aria-valuetext={unit ? `${shown} ${unit}` : shown}
      aria-disabled={disabled}
      aria-describedby={props.describedBy}
      className={classNames(styles.field, styles.number, 'nodrag nopan')}
      {...changedFrom(props.was)}
      {...(disabled ? {} : { ...scrub, onKeyDown })}
    >
      <NumberFace {...props} shown={shown} />
    </div>
  );
}

/** What a slider shows: how far it is filled, its name, its value. */
function NumberFace(props: NumberFieldProps & { readonly shown: string }) {
  const { label, value, range, unit, disabled, onReset, shown } = props;
  return (
    <>
      <span className={styles.fill} style={{ width: `${shareOf(value, range) * 100}%` }} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard resets with Delete on the slider */}
      <span className={styles.name} onDoubleClick={disabled ? undefined : onReset}>
        {label}
      </span>
      <FieldValue was={props.was}>
        {shown}
        {unit && <span className={styles.unit}> {unit}</span>}
      </FieldValue>
    </>
  );
}

/** Dragging along the field changes the number from where it was. */
function useNumberScrub(
  { value, range, onChange, onCancel }: NumberFieldProps,
  onClick: () => void,
) {
  const start = useRef({ value, share: 0 });
  const latest = useRef(value);
  return useScrub({
    start: () => {
      start.current = { value, share: shareOf(value, range) };
      latest.current = value;
    },
    move: (share) => {
      const next = valueAt(start.current.share + share, range);
      if (next === latest.current) return;
      latest.current = next;
      onChange(next, false);
    },
    cancel: () => {
      if (onCancel) onCancel();
      else onChange(start.current.value, true);
    },
    end: () => onChange(latest.current, true),
    click: onClick,
  });
}
