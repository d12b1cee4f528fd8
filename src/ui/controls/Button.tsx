import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { classNames } from '../kit/class-names.ts';
import styles from './Button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `live` is for Run alone; `quiet` has no border. */
  readonly look?: 'outline' | 'quiet' | 'live';
  readonly icon?: LucideIcon;
  readonly small?: boolean;
}

/** A button with words, and perhaps an icon before them. */
export function Button({
  look = 'outline',
  icon: Icon,
  small,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(styles.button, styles[look], small && styles.small, className)}
    >
      {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden="true" />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** The accessible name; also the tip, with `shortcut` behind it. */
  readonly label: string;
  readonly icon: LucideIcon;
  readonly shortcut?: string | undefined;
  readonly small?: boolean;
}

/** A square button with an icon; its name shows as a tip. */
export function IconButton({
  label,
  icon: Icon,
  shortcut,
  small,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      title={shortcut ? `${label} (${shortcut})` : label}
      {...rest}
      aria-label={label}
      className={classNames(styles.icon, small && styles.small, className)}
    >
      <Icon size={small ? 14 : 16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
