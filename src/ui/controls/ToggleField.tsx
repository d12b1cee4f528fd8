import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';
import { changedFrom, FieldValue } from './FieldValue.tsx';

export interface ToggleFieldProps {
  readonly label: string;
  readonly value: boolean;
  readonly disabled?: boolean;
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: boolean) => void;
}

export function ToggleField({
  label,
  value,
  disabled,
  was,
  describedBy,
  onChange,
}: ToggleFieldProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={value}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      className={classNames(styles.field, styles.toggle, 'nodrag nopan')}
      {...changedFrom(was)}
      onClick={() => onChange(!value)}
    >
      <span className={styles.name}>{label}</span>{' '}
      <FieldValue was={was}>{value ? 'yes' : 'no'}</FieldValue>
    </button>
  );
}
