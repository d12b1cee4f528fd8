import { CommandPalette } from '../palette/CommandPalette.tsx';
import { Palette } from '../palette/Palette.tsx';
import { useSession } from '../session/session-store.ts';
import { loadLater } from './load-later.tsx';

const LargeDialogs = loadLater(async () => (await import('./LargeDialogs.tsx')).LargeDialogs);

/** The dialog that is open, if any: there is never more than one. */
export function Dialogs() {
  const dialog = useSession((state) => state.dialog);
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'palette':
      return <Palette request={dialog.request} />;
    case 'commands':
      return <CommandPalette />;
    default:
      return <LargeDialogs dialog={dialog} />;
  }
}
