import { type KeyboardEvent, type Ref, useRef, useState } from 'react';
import { ok } from '../../common/result.ts';
import { changedFrom, FieldValue } from '../controls/FieldValue.tsx';
import { TypedEntry, useFocusBack } from '../controls/TypedEntry.tsx';
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
import { type ObjectiveRow, weightsList } from './objective-rows.ts';
import { cancelWeight, resetWeight, setWeight } from './row-edits.ts';
import styles from './WeightField.module.css';

interface WeightFieldProps {
  readonly label: string;
  readonly value: number;
  /** What may be typed; the slider goes from -2 to 2. */
  readonly range: NumberScale;
  /** The graph's weight, where the shown variant has another. */
  readonly was?: number | undefined;
  readonly onChange: (value: number, last: boolean) => void;
  readonly onCancel: () => void;
  /** A double click on the slider, or Delete. */
  readonly onReset: () => void;
}

const reach = 2;

/** A slider with zero in its middle, negative values hatched, and its number, which is typed. */
function WeightField(props: WeightFieldProps) {
  const { label, value, range, was, onChange } = props;
  const [typed, setTyped] = useState<{ readonly start: string; readonly begun: boolean }>();
  const slider = useRef<HTMLDivElement>(null);
  const refocus = useFocusBack(slider, typed !== undefined);
  const type = (start = String(value), begun = false) => setTyped({ start, begun });
  if (typed !== undefined) {
    const read = (text: string) => (text.trim() ? typedNumber(text, range) : ok(value));
    const leave = (next: { readonly value: number } | undefined, back: boolean) => {
      refocus(back);
      setTyped(undefined);
      if (next && next.value !== value) onChange(next.value, true);
    };
    return (
      <div className={styles.typing}>
        <TypedEntry label={label} {...typed} read={read} onLeave={leave} />
      </div>
    );
  }
  const before = was === undefined ? undefined : shownNumber(was, range);
  return (
    <div className={classNames(styles.weight, 'nodrag nopan')} {...changedFrom(before)}>
      <WeightSlider {...props} slider={slider} onType={type} />
      <button type="button" className={styles.number} tabIndex={-1} onClick={() => type()}>
        <span data-visually-hidden>Type {label}: </span>
        <FieldValue was={before}>{shownNumber(value, range)}</FieldValue>
      </button>
    </div>
  );
}

interface WeightSliderProps extends WeightFieldProps {
  readonly slider: Ref<HTMLDivElement>;
  readonly onType: (start?: string, begun?: boolean) => void;
}

function WeightSlider({ slider, onType, ...props }: WeightSliderProps) {
  const { label, value, range, onChange, onReset } = props;
  const span = { ...range, min: -reach, max: reach };
  const scrub = useWeightScrub(props, span);
  const onKeyDown = (event: KeyboardEvent) => {
    // With a modifier a key is a command of the row, or of the editor.
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = valueAfterKey(event.key, value, Math.abs(value) > reach ? range : span);
    if (next !== undefined) onChange(next, true);
    else if (event.key === 'Enter') onType();
    else if (/^[-+.(\d]$/.test(event.key)) onType(event.key, true);
    else if (event.key === 'Backspace' || event.key === 'Delete') onReset();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={slider}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={Math.min(-reach, value)}
      aria-valuemax={Math.max(reach, value)}
      aria-valuenow={value}
      aria-valuetext={shownNumber(value, range)}
      className={styles.track}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
      {...scrub}
    >
      <WeightBar value={value} span={span} />
    </div>
  );
}

/** From the middle to the value. */
function WeightBar({ value, span }: { readonly value: number; readonly span: NumberScale }) {
  const share = shareOf(value, span);
  const left = Math.min(0.5, share) * 100;
  return (
    <>
      <span
        className={styles.bar}
        data-negative={value < 0}
        style={{ left: `${left}%`, width: `${Math.abs(share - 0.5) * 100}%` }}
      />
      <span className={styles.zero} />
    </>
  );
}

function useWeightScrub({ value, onChange, onCancel }: WeightFieldProps, span: NumberScale) {
  const start = useRef(0);
  const latest = useRef(value);
  return useScrub({
    start: () => {
      start.current = shareOf(value, span);
      latest.current = value;
    },
    move: (share) => {
      const next = valueAt(start.current + share, span);
      if (next === latest.current) return;
      latest.current = next;
      onChange(next, false);
    },
    end: () => onChange(latest.current, true),
    cancel: onCancel,
    click: () => {},
  });
}

interface RowWeightProps {
  /** The sum. */
  readonly node: string;
  readonly place: number;
  readonly row: ObjectiveRow;
}

/** The weight of an objective in a sum. */
export function RowWeight({ node, place, row }: RowWeightProps) {
  return (
    <WeightField
      label={`Weight of ${row.title}`}
      value={row.weight}
      was={row.was}
      range={weightsList.spec}
      onChange={(weight, last) => setWeight(node, place, weight, last)}
      onCancel={() => cancelWeight(node)}
      onReset={() => resetWeight(node, place)}
    />
  );
}
