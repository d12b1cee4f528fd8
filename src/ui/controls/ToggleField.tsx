import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';

export interface ToggleFieldProps {
  readonly label: string;
  readonly value: boolean;
  readonly disabled?: boolean;
  readonly changed?: boolean;
  readonly describedBy?: string | undefined;
  readonly onChange: (value: boolean) => void;
}

export function ToggleField({
  label,
  value,
  disabled,
  changed,
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
      className={classNames(styles.field, changed && styles.changed, 'nodrag nopan')}
      onClick={() => onChange(!value)}
    >
      <span className={styles.name}>{label}</span>{' '}
      <span className={styles.value}>{value ? 'yes' : 'no'}</span>
    </button>
  );
}
