import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import styles from './Menu.module.css';

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'end';
  readonly side?: 'bottom' | 'right';
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** A menu under a button. Its entries are made only while it is open. */
export function Menu({ trigger, align = 'start', side = 'bottom', onOpen, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => open && onOpen?.()}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
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

export interface MenuItemProps {
  readonly children: ReactNode;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

export function MenuItem({ children, shortcut, disabled = false, onSelect }: MenuItemProps) {
  return (
    <DropdownMenu.Item className={styles.item} disabled={disabled} onSelect={onSelect}>
      <span className={styles.text}>{children}</span>
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

/** On or off, marked when on. */
export function MenuSwitch({ children, on, note, onChange }: MenuSwitchProps) {
  return (
    <DropdownMenu.CheckboxItem className={styles.item} checked={on} onCheckedChange={onChange}>
      <span className={styles.tick} aria-hidden="true">
        <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
      </span>
      <span className={styles.text}>{children}</span>
      {note && <span className={styles.note}>{note}</span>}
    </DropdownMenu.CheckboxItem>
  );
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
