import type { ReactNode } from 'react';
import styles from './Message.module.css';

export interface MessageProps {
  readonly id?: string;
  readonly title?: string;
  readonly text: string;
  /** The remedy, as buttons. */
  readonly children?: ReactNode;
}

/** A problem in words, where it is. */
export function Message({ id, title, text, children }: MessageProps) {
  return (
    <div id={id} role="alert" className={styles.message}>
      {title && <strong className={styles.title}>{title}</strong>}
      <p>{text}</p>
      {children}
    </div>
  );
}
