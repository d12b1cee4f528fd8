import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';

export interface ColourFieldProps {
  readonly label: string;
  /** #rrggbb */
  readonly value: string;
  readonly disabled?: boolean;
  readonly changed?: boolean;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: string, last: boolean) => void;
}

export function ColourField({
  label,
  value,
  disabled,
  changed,
  describedBy,
  onChange,
}: ColourFieldProps) {
  return (
    <label className={classNames(styles.field, changed && styles.changed, 'nodrag nopan')}>
      <span className={styles.name}>{label}</span>{' '}
      <span className={classNames(styles.value, styles.mono)}>{value}</span>
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
