import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly title?: string;
  readonly onChange: (on: boolean) => void;
}

/** On or off, with its name beside it. */
export function Switch({ label, on, title, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      title={title}
      className={styles.switch}
      onClick={() => onChange(!on)}
    >
      <SwitchMark on={on} />
      {label}
    </button>
  );
}

/** The sign alone, for what is a switch otherwise. */
export function SwitchMark({ on }: { readonly on: boolean }) {
  return <span className={styles.mark} data-on={on} aria-hidden="true" />;
}
