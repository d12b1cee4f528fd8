import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';

export interface ColourFieldProps {
  readonly label: string;
  /** #rrggbb */
  readonly value: string;
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: string, last: boolean) => void;
}

export function ColourField({
  label,
  value,
  disabled,
  was,
  describedBy,
  onChange,
}: ColourFieldProps) {
  return (
    <label className={classNames(styles.field, 'nodrag nopan')} {...changedFrom(was)}>
      <span className={styles.name}>{label}</span>{' '}
      <FieldValue mono was={was}>
        {value}
      </FieldValue>
      <input
        type="color"
        aria-label={label}
        aria-describedby={describedBy}
        className={styles.swatch}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value, false)}
        onBlur={(event) => onChange(event.currentTarget.value, true)}
      />
    </label>
  );
}
