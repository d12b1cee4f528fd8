import { useState } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { CanvasMenus } from '../canvas/CanvasMenus.tsx';
import { HelpTip } from '../controls/HelpTip.tsx';
import { useDocument } from '../document/document-store.ts';
import { useClipboardEvents } from '../files/clipboard.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { useShape } from '../kit/shape.ts';
import { useMedia, useWindowSize } from '../kit/use-media.ts';
import { Library } from '../library/Library.tsx';
import { LibraryRail } from '../library/LibraryRail.tsx';
import { useLayout } from '../session/layout-store.ts';
import { loadForTyping, loadLater } from '../session/load-later.tsx';
import { stageWidth } from '../session/panel-sizes.ts';
import { closeDialog, useSession, useView } from '../session/session-store.ts';
import { Column, FloatingStage, StageBelow } from '../stage/Column.tsx';
import { TopBar } from '../topbar/TopBar.tsx';
import { VariantFrame } from '../variants/VariantFrame.tsx';
import { VariantStrip } from '../variants/VariantStrip.tsx';
import { useVariantStyle } from '../variants/VariantTag.tsx';
import styles from './App.module.css';
import { NewVersionBanner, ReadOnlyBanner } from './Banners.tsx';
import { NarrowBar } from './NarrowBar.tsx';
import { Toast } from './Toast.tsx';

const VariantComparison = loadLater(
  async () => (await import('../compare/VariantComparison.tsx')).VariantComparison,
);
const HistoryPage = loadLater(
  async () => (await import('../history-page/HistoryPage.tsx')).HistoryPage,
);
const FilmStrip = loadLater(async () => (await import('../timeline/Timeline.tsx')).FilmStrip);

const Phone = loadLater(async () => (await import('../phone/Phone.tsx')).Phone);

export function App() {
  useKeys();
  useClipboardEvents();
  const view = useView((state) => state.view);
  const phone = useShape() === 'phone';
  const hidden = view !== 'edit';
  return (
    <div className={styles.app} data-phone={phone}>
      {!phone && <TopBar />}
      <ReadOnlyBanner />
      <NewVersionBanner />
      {phone && <Phone hidden={hidden} />}
      <div className={styles.views} data-none={phone && !hidden}>
        {/* The canvas stays as it is while something else is looked at. */}
        {!phone && <Editor hidden={hidden} />}
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

/** The canvas is the same element in every shape of the window, so that it is not drawn anew. */
function Editor({ hidden }: { readonly hidden: boolean }) {
  const tall = useShape() === 'tall';
  const { width } = useWindowSize();
  const { open, stage } = useLayout();
  const variant = useVariantStyle();
  const film = useDocument(({ document }) => document.sequence !== undefined);
  const [variants, setVariants] = useState(false);
  return (
    <div
      className={styles.body}
      style={{ ...variant, ['--stage' as string]: `${stageWidth(width)}px` }}
      data-tall={tall ? (stage.folded ? 'folded' : 'open') : undefined}
      data-alone={!open.inspector}
      data-hidden={hidden}
      inert={hidden}
    >
      {open.library && !tall && <LibrarySide />}
      <div className={styles.main}>
        <div className={styles.above}>
          <div className={styles.middle}>
            <div className={styles.canvas}>
              <VariantFrame>
                <Canvas />
              </VariantFrame>
              {stage.placement === 'over' && !tall && <FloatingStage />}
            </div>
            {stage.placement === 'under' && !tall && <StageBelow />}
            {!film && (variants || !tall) && <VariantStrip />}
          </div>
          <Column />
        </div>
        {film && (
          <div className={styles.film}>
            <FilmStrip />
          </div>
        )}
      </div>
      {tall && <NarrowBar variants={variants} onVariants={setVariants} film={film} />}
    </div>
  );
}

function LibrarySide() {
  const narrow = useMedia('(max-width: 1599px)');
  const low = useShape() === 'low';
  const names = useLayout(({ open }) => open.names);
  return low || (narrow && !names) ? <LibraryRail /> : <Library foldable={narrow} />;
}

const Palette = loadForTyping(
  async () => (await import('../palette/Palette.tsx')).Palette,
  closeDialog,
);
const CommandPalette = loadForTyping(
  async () => (await import('../palette/CommandPalette.tsx')).CommandPalette,
  closeDialog,
);
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
