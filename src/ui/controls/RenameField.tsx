import { useState } from 'react';
import styles from './RenameField.module.css';

export interface RenameFieldProps {
  readonly label: string;
  readonly value: string;
  /** Shown while there is no text. */
  readonly empty: string;
  /** Begins as a field: an action asked for it. */
  readonly start?: boolean;
  readonly onLeave?: () => void;
  readonly onChange: (text: string) => void;
}

/** A text that a double click, or Enter, turns into a field. */
export function RenameField({
  label,
  value,
  empty,
  start = false,
  onLeave,
  onChange,
}: RenameFieldProps) {
  const [editing, setEditing] = useState(start);
  if (!editing) {
    return (
      <button
        type="button"
        className={styles.shown}
        aria-label={`${label}: ${value || empty}. Rename`}
        title="Double-click to rename"
        onDoubleClick={() => setEditing(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'F2') return;
          event.stopPropagation();
          event.preventDefault();
          setEditing(true);
        }}
      >
        {value || empty}
      </button>
    );
  }
  const leave = (text: string) => {
    setEditing(false);
    onLeave?.();
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
      autoFocus
      className={`${styles.entry} nodrag nopan`}
      aria-label={label}
      defaultValue={value}
      maxLength={200}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => leave(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') leave(event.currentTarget.value);
        if (event.key === 'Escape') leave(value);
      }}
    />
  );
}
