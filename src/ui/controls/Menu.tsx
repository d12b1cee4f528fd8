import { DropdownMenu } from 'radix-ui';
import type { HTMLAttributes, ReactElement, ReactNode } from 'react';
import { classNames } from '../kit/class-names.ts';
import styles from './Menu.module.css';
import { SwitchMark } from './Switch.tsx';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'bottom' | 'right';
  /** For what is more than a list of commands. */
  readonly wide?: boolean;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** A menu under a button. Its entries are made only while it is open. */
export function Menu(props: MenuProps) {
  const { trigger, align = 'start', side = 'bottom', wide, onOpen, children } = props;
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => open && onOpen?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={classNames(styles.menu, wide && styles.wide)}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuAtProps {
  /** In the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu that opens at a point, without a button. */
export function MenuAt({ at, label, onClose, children }: MenuAtProps) {
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => open || onClose()}>
      <DropdownMenu.Trigger asChild>
        <span style={{ position: 'fixed', left: at.x, top: at.y }} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          key={`${at.x} ${at.y}`}
          className={styles.menu}
          align="start"
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export interface MenuItemProps {
  readonly children: ReactNode;
  readonly shortcut?: string | undefined;
  /** More about it, at the right. */
  readonly note?: string | undefined;
  /** The menu stays open. */
  readonly stay?: boolean;
  /** For an entry that can also be dragged, or says more when it is pointed at. */
  readonly attributes?: HTMLAttributes<HTMLElement>;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem(props: MenuItemProps) {
  const { children, shortcut, note, stay, attributes, disabled = false, onSelect } = props;
  return (
    <DropdownMenu.Item
      {...attributes}
      className={styles.item}
      disabled={disabled}
      onSelect={(event) => {
        if (stay) event.preventDefault();
        onSelect();
      }}
    >
      <span className={styles.text}>{children}</span>
      {note && <span className={styles.note}>{note}</span>}
      {shortcut && <kbd className={styles.keys}>{shortcut}</kbd>}
    </DropdownMenu.Item>
  );
}

export interface MenuSwitchProps {
  readonly children: ReactNode;
  readonly on: boolean;
  readonly note?: string;
  readonly onChange: (on: boolean) => void;
}

/** On or off; the menu stays open. */
export function MenuSwitch({ children, on, note, onChange }: MenuSwitchProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={styles.item}
      checked={on}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <SwitchMark on={on} />
      <span className={styles.text}>{children}</span>
      {note && <span className={styles.note}>{note}</span>}
    </DropdownMenu.CheckboxItem>
  );
}

/** What the entries under it have in common. */
export function MenuHeading({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className={styles.heading}>{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className={styles.line} />;
}

export interface MenuChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly note?: string;
    /** A token, shown before the label. */
    readonly colour?: string;
    /** More on the note, when it is pointed at. */
    readonly help?: string;
  }[];
  readonly onChange: (value: string) => void;
}

/** One of several, the chosen one marked. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          className={styles.item}
          title={option.help}
        >
          <span className={styles.tick} aria-hidden="true">
            <DropdownMenu.ItemIndicator>•</DropdownMenu.ItemIndicator>
          </span>
          {option.colour && (
            <span className={styles.swatch} style={{ background: option.colour }} />
          )}
          <span className={styles.text}>{option.label}</span>
          {option.note && <span className={styles.note}>{option.note}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
