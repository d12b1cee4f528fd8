import { ChevronDown } from 'lucide-react';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';

export interface ChoiceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  /** The value alone says what it is: its name is only heard. */
  readonly nameless?: boolean;
  readonly onChange: (value: string) => void;
}

/** A named choice. The native list underneath is quick, reachable and never cut off by the canvas. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, value, options, disabled, was, onChange } = props;
  const chosen = options.find((option) => option.value === value);
  return (
    <div
      title={chosen?.label}
      className={classNames(
        styles.field,
        styles.select,
        props.nameless && styles.nameless,
        'nodrag nopan',
      )}
      {...changedFrom(was)}
    >
      {!props.nameless && (
        <span className={styles.name} aria-hidden="true">
          {label}
        </span>
      )}
      <FieldValue hidden was={was}>
        {chosen?.label ?? value}
      </FieldValue>
      <ChevronDown className={styles.chevron} size={12} aria-hidden="true" />
      <select
        aria-label={label}
        aria-describedby={props.describedBy}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {!chosen && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
