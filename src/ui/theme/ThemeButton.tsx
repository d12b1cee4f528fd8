import { Moon, Sun } from 'lucide-react';
import { IconButton } from '../controls/Button.tsx';
import { toggleTheme, useTheme } from './theme.ts';

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
