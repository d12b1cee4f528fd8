import { CropDialog } from '../crop/CropDialog.tsx';
import { DocumentList } from '../file-dialogs/DocumentList.tsx';
import { DroppedPicture } from '../file-dialogs/DroppedPicture.tsx';
import { SaveWithPictures } from '../file-dialogs/SaveWithPictures.tsx';
import { VersionList } from '../file-dialogs/VersionList.tsx';
import { HistoryViewer } from '../history-page/HistoryViewer.tsx';
import { ShortcutSheet } from '../keyboard/ShortcutSheet.tsx';
import { MaskPainter } from '../mask/MaskPainter.tsx';
import { MirrorDialog } from '../mirror/MirrorDialog.tsx';
import { NetworkDialog } from '../networks/NetworkDialog.tsx';
import { ConnectDialog } from '../palette/ConnectDialog.tsx';
import { PresetGallery } from '../presets/PresetGallery.tsx';
import type { Dialog } from '../session/session-store.ts';
import { FullScreen } from '../stage/FullScreen.tsx';
import { SweepDialog } from '../sweep/SweepDialog.tsx';

export type LargeDialog = Exclude<Dialog, { readonly kind: 'palette' | 'commands' }>;

/** Dialogs that need not be there at once: their code comes with the first one that is opened. */
export function LargeDialogs({ dialog }: { readonly dialog: LargeDialog }) {
  switch (dialog.kind) {
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'connect':
      return <ConnectDialog node={dialog.node} from={dialog.from} />;
    case 'presets':
      return <PresetGallery />;
    case 'documents':
      return <DocumentList />;
    case 'versions':
      return <VersionList />;
    case 'folder':
      return <MirrorDialog />;
    case 'with-pictures':
      return <SaveWithPictures />;
    case 'networks':
      return <NetworkDialog node={dialog.node} files={dialog.files} />;
    case 'sweep':
      return <SweepDialog />;
    case 'mask':
      return <MaskPainter node={dialog.node} param={dialog.param} />;
    case 'crop':
      return <CropDialog node={dialog.node} param={dialog.param} />;
    case 'picture':
      return <FullScreen node={dialog.node} />;
    case 'history':
      return <HistoryViewer id={dialog.id} />;
    case 'dropped':
      return <DroppedPicture file={dialog.file} graph={dialog.graph} at={dialog.at} />;
  }
}
