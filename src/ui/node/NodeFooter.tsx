import { StateMark } from '../controls/StateMark.tsx';
import type { FooterText } from '../run/node-status.ts';
import styles from './Node.module.css';

/** The one place for a node's state, time and size. */
export function NodeFooter({ status, text, time }: FooterText) {
  return (
    <footer className={styles.footer} data-status={status}>
      <StateMark status={status} />
      <span className={styles.state} title={text}>
        {text}
      </span>
      {time && <span className={styles.time}>{time}</span>}
    </footer>
  );
}
