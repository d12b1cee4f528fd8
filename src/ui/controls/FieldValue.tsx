import type { ReactNode } from 'react';
import { classNames } from '../kit/class-names.ts';
import styles from './Field.module.css';

export interface FieldValueProps {
  /** The graph's value in words, where the shown variant has another. */
  readonly was?: string | undefined;
  readonly mono?: boolean | undefined;
  /** From assistive technology, which has it from the control itself. */
  readonly hidden?: boolean;
  readonly children: ReactNode;
}

/** The value at the right of a field; what a variant changes stands behind the graph's, struck out. */
export function FieldValue({ was, mono, hidden, children }: FieldValueProps) {
  if (was === undefined) {
    return (
      <span
        className={classNames(styles.value, mono && styles.mono)}
        // A long one is cut off.
        title={typeof children === 'string' ? children : undefined}
        aria-hidden={hidden}
      >
        {children}
      </span>
    );
  }
  return (
    <span className={classNames(styles.value, styles.both)} aria-hidden={hidden}>
      <del className={styles.was}>{was}</del> <ins className={styles.now}>{children}</ins>
    </span>
  );
}

/** Marks the edge of a field that shows a variant's own value. */
export function changedFrom(was: string | undefined) {
  return was === undefined ? {} : { 'data-changed': true, title: `${was || 'empty'} in the graph` };
}
