import { ConnectDialog } from '../connect/ConnectDialog.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { Palette } from '../palette/Palette.tsx';
import { usePassing } from '../passing/passing-store.ts';
import { PresetGallery } from '../presets/PresetGallery.tsx';
import { ShortcutSheet } from '../shortcuts/ShortcutSheet.tsx';

/** The dialog that is open, if any: there is never more than one. */
export function Dialogs() {
  const dialog = usePassing((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'palette':
      return <Palette request={dialog.request} />;
    case 'commands':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'connect':
      return <ConnectDialog node={dialog.node} from={dialog.from} />;
    case 'presets':
      return <PresetGallery />;
    default:
      return null;
  }
}
