import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from '../controls/Button.tsx';
import { classNames } from '../kit/class-names.ts';
import { focusNode } from './canvas-handle.ts';
import styles from './Modal.module.css';
import { closeDialog } from './session-store.ts';

export interface ModalProps {
  readonly title: string;
  /** Said to assistive technology below the title. */
  readonly description?: string;
  readonly wide?: boolean;
  /** The title is for assistive technology only: the content needs none. */
  readonly bare?: boolean;
  /** What gets the focus when the dialog closes, if not what had it before. */
  readonly focusAfter?: () => HTMLElement | null;
  readonly className?: string | undefined;
  readonly style?: React.CSSProperties;
  readonly children: ReactNode;
}

/** A dialog over a dimmed editor. Escape and a press outside close it. */
export function Modal(props: ModalProps) {
  const { title, description, wide, bare, focusAfter, className, style, children } = props;
  return (
    <Dialog.Root open onOpenChange={(open) => open || closeDialog()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content
          className={classNames(styles.modal, wide && styles.wide, className)}
          style={style}
          onCloseAutoFocus={(event) => {
            const next = focusAfter?.();
            next?.focus();
            if (next || focusAfterDialog.take()) event.preventDefault();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          {bare ? (
            <Dialog.Title data-visually-hidden>{title}</Dialog.Title>
          ) : (
            <div className={styles.head}>
              <Dialog.Title className={styles.title}>{title}</Dialog.Title>
              <Dialog.Close asChild>
                <IconButton label="Close" icon={X} />
              </Dialog.Close>
            </div>
          )}
          {description && (
            <Dialog.Description
              className={bare ? undefined : styles.description}
              data-visually-hidden={bare}
            >
              {description}
            </Dialog.Description>
          )}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

let node: string | undefined;

/** A dialog gives the focus back to where it was, unless it has made something to go on with. */
export const focusAfterDialog = {
  /** The node that gets the focus when the dialog closes. */
  set(id: string): void {
    node = id;
  },
  take(): boolean {
    const id = node;
    node = undefined;
    if (id === undefined) return false;
    focusNode(id);
    return true;
  },
};
