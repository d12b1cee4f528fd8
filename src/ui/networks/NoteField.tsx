import styles from './NetworkDialog.module.css';
import { Fact } from './NetworkFacts.tsx';

export interface NoteFieldProps {
  readonly name: string;
  readonly value: string | undefined;
  /** Shown while there is no text. */
  readonly empty: string;
  readonly onChange: (text: string) => void;
}

/** A fact that only the person knows, to be written down. */
export function NoteField({ name, value, empty, onChange }: NoteFieldProps) {
  return (
    <Fact name={name}>
      <input
        className={styles.field}
        aria-label={name}
        defaultValue={value}
        placeholder={empty}
        maxLength={500}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Fact>
  );
}
