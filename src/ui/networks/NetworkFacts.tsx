import { type ReactNode, useState } from 'react';
import { problemText } from '../../common/result.ts';
import type { FileReference } from '../../graph/params/file.ts';
import type { NetworkInfo } from '../../runtime/browser.ts';
import { Button } from '../controls/Button.tsx';
import { quickDream } from '../network-pictures/small-graphs.ts';
import { runSmall } from '../network-pictures/small-run.ts';
import { backendTitle } from '../run/backends.ts';
import { useRun } from '../run/run-store.ts';
import styles from './NetworkDialog.module.css';

export interface NetworkHeadProps {
  readonly title: string;
  readonly format?: string | undefined;
  /** Undefined while it cannot be used. */
  readonly onUse: (() => void) | undefined;
}

export function NetworkHead({ title, format, onUse }: NetworkHeadProps) {
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>
        {title} {format && <span className={styles.format}>{format}</span>}
      </h3>
      <Button className={styles.use} disabled={!onUse} onClick={onUse}>
        Use this network
      </Button>
    </div>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

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

/** Times a quick dream when asked. */
export function SpeedHere({
  reference,
  info,
}: {
  readonly reference: FileReference;
  readonly info: NetworkInfo;
}) {
  const [told, setTold] = useState<string>();
  const measure = async () => {
    setTold('Measuring…');
    const document = quickDream({ reference }, info.defaultLayers);
    const made = await runSmall(document, 'merge', new AbortController().signal);
    setTold(made.ok ? shownSpeed(made.value.ms.get('ascent') ?? 0) : problemText(made.problem));
  };
  return (
    <Fact name="Speed here">
      {told ? (
        <span role="status">{told}</span>
      ) : (
        <>
          Not measured yet.{' '}
          <Button small onClick={() => void measure()}>
            Measure
          </Button>
        </>
      )}
    </Fact>
  );
}

/** Of a quick dream: "1.2 s for a dream of 256 px on WASM, measured now." */
export function shownSpeed(ms: number): string {
  const { worker } = useRun.getState();
  const backend = worker.state === 'ready' ? ` on ${backendTitle(worker.info.report.backend)}` : '';
  return `${(ms / 1000).toFixed(1)} s for a dream of 256 px in 18 steps${backend}, measured now.`;
}
