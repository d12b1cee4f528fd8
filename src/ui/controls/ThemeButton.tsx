import { Moon, Sun } from 'lucide-react';
import { toggleTheme, useTheme } from '../kit/theme.ts';
import { IconButton } from './Button.tsx';

export function ThemeButton() {
  const dark = useTheme(({ theme }) => theme === 'dark');
  return (
    <IconButton
      label={dark ? 'Light theme' : 'Dark theme'}
      icon={dark ? Sun : Moon}
      onClick={toggleTheme}
    />
  );
}
