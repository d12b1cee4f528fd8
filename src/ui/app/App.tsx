import { Canvas } from '../canvas/Canvas.tsx';
import { CanvasMenus } from '../canvas/CanvasMenus.tsx';
import { HelpTip } from '../controls/HelpTip.tsx';
import { useClipboardEvents } from '../files/clipboard.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { useMedia } from '../kit/use-media.ts';
import { Library } from '../library/Library.tsx';
import { LibraryRail } from '../library/LibraryRail.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { Palette } from '../palette/Palette.tsx';
import { useLayout } from '../session/layout-store.ts';
import { loadLater } from '../session/load-later.tsx';
import { useSession, useView } from '../session/session-store.ts';
import { Column, FloatingStage, StageBelow } from '../stage/Column.tsx';
import { TopBar } from '../topbar/TopBar.tsx';
import { VariantFrame } from '../variants/VariantFrame.tsx';
import { VariantStrip } from '../variants/VariantStrip.tsx';
import { useVariantStyle } from '../variants/VariantTag.tsx';
import styles from './App.module.css';
import { NewVersionBanner, ReadOnlyBanner } from './Banners.tsx';
import { Toast } from './Toast.tsx';

const VariantComparison = loadLater(
  async () => (await import('../compare/VariantComparison.tsx')).VariantComparison,
);
const HistoryPage = loadLater(
  async () => (await import('../history-page/HistoryPage.tsx')).HistoryPage,
);

export function App() {
  useKeys();
  useClipboardEvents();
  const view = useView((state) => state.view);
  return (
    <div className={styles.app}>
      <TopBar />
      <ReadOnlyBanner />
      <NewVersionBanner />
      <div className={styles.views}>
        {/* The canvas stays as it is while something else is looked at. */}
        <Editor hidden={view !== 'edit'} />
        {view === 'compare' && <VariantComparison />}
        {view === 'history' && <HistoryPage />}
      </div>
      <Toast />
      <HelpTip />
      <Dialogs />
      <CanvasMenus />
    </div>
  );
}

function Editor({ hidden }: { readonly hidden: boolean }) {
  const narrow = useMedia('(max-width: 1599px)');
  const open = useLayout((state) => state.open);
  const variant = useVariantStyle();
  const placement = useLayout(({ stage }) => stage.placement);
  return (
    <div className={styles.body} style={variant} data-hidden={hidden} inert={hidden}>
      {open.library && (narrow && !open.names ? <LibraryRail /> : <Library foldable={narrow} />)}
      <div className={styles.middle}>
        <div className={styles.canvas}>
          <VariantFrame>
            <Canvas />
          </VariantFrame>
          {placement === 'over' && <FloatingStage />}
        </div>
        {placement === 'under' && <StageBelow />}
        <VariantStrip />
      </div>
      <Column />
    </div>
  );
}

const LargeDialogs = loadLater(async () => (await import('./LargeDialogs.tsx')).LargeDialogs);

/** The dialog that is open, if any: there is never more than one. */
function Dialogs() {
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
