import type { ReactNode } from 'react';
import styles from './glyph.module.css';

/** What the footer of a node can say; each has a mark of its own shape. */
export type NodeStatus =
  | 'idle'
  | 'running'
  | 'cached'
  | 'stale'
  | 'will-run'
  | 'error'
  | 'bypassed'
  | 'muted'
  | 'missing';

const ring = <circle cx="6" cy="6" r="4.3" />;

const marks: Readonly<Record<NodeStatus, ReactNode>> = {
  idle: ring,
  running: <path d="M6 1.7a4.3 4.3 0 1 1-4.3 4.3" />,
  cached: (
    <>
      <circle className={styles.solid} cx="6" cy="6" r="5" />
      <path className={styles.check} d="m3.8 6.2 1.5 1.5 2.9-3.2" />
    </>
  ),
  stale: (
    <>
      {ring}
      <path className={styles.solid} d="M6 1.7a4.3 4.3 0 0 0 0 8.6Z" />
    </>
  ),
  'will-run': <circle cx="6" cy="6" r="4.3" strokeDasharray="2 2.5" />,
  error: <path d="M6 1.6 11 10.4H1ZM6 5v2.4M6 9v.05" />,
  bypassed: <path d="M.8 8h2.4c0-4.4 5.6-4.4 5.6 0h2.4" />,
  muted: (
    <>
      {ring}
      <path d="m3 9 6-6" />
    </>
  ),
  missing: (
    <>
      <path strokeDasharray="2 2" d="M1.5 1.5h9v9h-9Z" />
      <path d="M4.8 4.8c0-1.7 2.4-1.7 2.4 0 0 1-1.2.9-1.2 1.8M6 8.3v.05" />
    </>
  ),
};

export function StateMark({ status }: { readonly status: NodeStatus }) {
  return (
    <svg
      className={styles.mark}
      data-turning={status === 'running'}
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
    >
      {marks[status]}
    </svg>
  );
}
