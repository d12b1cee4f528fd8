import { type ReactNode, useState } from 'react';
import { copyOf } from '../files/drop.ts';
import type { Dropped } from '../kit/files.ts';
import styles from './Param.module.css';

interface DropAreaProps {
  readonly onDrop: (dropped: Dropped) => void;
  readonly children: ReactNode;
}

/** Takes files that are dropped on the control inside. */
export function DropArea({ onDrop, children }: DropAreaProps) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside
    <div
      className={styles.drop}
      data-over={over}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        onDrop(copyOf(event.dataTransfer));
      }}
    >
      {children}
    </div>
  );
}
